import { access, constants, mkdir, rename, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { realClock } from '../clock.ts'
import { reasonOf, UserError } from '../errors.ts'
import { faults } from '../faults/index.ts'
import { holdLease } from '../guardian/lease.ts'
import { openBrowser, type ProbeBrowser } from '../probes/browser.ts'
import { makeThumbnails } from '../probes/thumbnails.ts'
import { json } from '../reporters/json.ts'
import type { Reporter, SuiteEvent } from '../reporters/reporter.ts'
import { runScenario } from '../run.ts'
import type { Plan } from '../scenario/plan.ts'
import type { Target } from '../target/target.ts'
import type { ReportData, ScenarioReport } from '../../reports/report-data.ts'
import { disturbanceOf } from './disturbed.ts'
import { judgeFolder } from './judge-folder.ts'
import { notRun } from './not-run.ts'
import { assembleReport, type SuiteFacts } from './suite-report.ts'
import { createWarmEnvironment } from './warm-environment.ts'

/** One scenario to run once: the plan, and which of its repeats this is. */
export interface PlannedRun {
  readonly plan: Plan
  readonly repeat: { readonly index: number; readonly of: number }
}

export interface SuiteOptions {
  readonly runs: readonly PlannedRun[]
  readonly target: Target
  /** Absolute folder of the target: its load script and image contexts are relative to it. */
  readonly targetFolder: string
  readonly images: Readonly<Record<string, string>>
  readonly chromium: string | undefined
  readonly dockerSocket: string
  /** What scenarios may require and this machine does not have. */
  readonly lacking: readonly string[]
  readonly reporter: Reporter
  readonly facts: SuiteFacts
  /** `aftershock-results`, absolute. */
  readonly results: string
  /** After so many broken scenarios the rest is not executed. */
  readonly maxFailures?: number
  readonly signal: AbortSignal
}

/**
 * Runs scenarios one after the other in one warm environment, judges each as soon as it has ended,
 * and rewrites the report after each, so that nothing measured is ever lost.
 */
export async function runSuite(options: SuiteOptions): Promise<ReportData> {
  const { facts, reporter, signal } = options
  const folder = join(options.results, facts.run)
  await makeFolder(folder)
  await pointLatest(options.results, folder)
  const tell = (event: SuiteEvent): void => reporter.onEvent?.(event)
  tell({
    type: 'suite-begin',
    run: facts.run,
    seed: facts.seed,
    folder,
    plans: options.runs.map(({ plan }) => plan),
  })
  const lease = await holdLease(facts.run, imageOf(options, 'keeper'), options.dockerSocket)
  const done: ScenarioReport[] = []
  const report = (): ReportData =>
    assembleReport(facts, options.target, done, options.runs.length - done.length, signal.aborted)
  try {
    await using environments = createWarmEnvironment({
      run: facts.run,
      target: options.target,
      images: options.images,
      progress: (text, ms) =>
        tell({ type: 'environment', text, done: ms !== undefined, ms: ms ?? 0 }),
    })
    await using browser = await browserFor(options)
    for (const run of options.runs) {
      if (signal.aborted || failures(done) >= (options.maxFailures ?? Infinity)) break
      done.push(await runOne(options, folder, run, environments, browser.value, tell))
      // Whatever becomes of the rest, what is measured by now can be read.
      await json.onEnd?.(report(), folder)
    }
  } finally {
    await lease.release()
  }
  const final = report()
  await reporter.onEnd?.(final, folder)
  return final
}

async function runOne(
  options: SuiteOptions,
  suiteFolder: string,
  { plan, repeat }: PlannedRun,
  environments: ReturnType<typeof createWarmEnvironment>,
  browser: ProbeBrowser | undefined,
  tell: (event: SuiteEvent) => void,
): Promise<ScenarioReport> {
  const id = repeat.of === 1 ? plan.scenario : `${plan.scenario}.${repeat.index}`
  const folder = join(suiteFolder, ...id.split('/'))
  await mkdir(folder, { recursive: true })
  const begin: SuiteEvent = { type: 'scenario-begin', plan, repeat: repeat.index, of: repeat.of }
  tell(begin)
  const finish = (scenario: ScenarioReport): ScenarioReport => {
    tell({ type: 'scenario-end', report: scenario })
    return scenario
  }
  const play = (): Promise<ScenarioReport> =>
    playOnce(options, suiteFolder, id, { plan, repeat }, environments, browser, tell)
  const lacks = plan.requires.filter((ability) => options.lacking.includes(ability))
  if (lacks.length > 0) {
    const reason = `It requires ${lacks.join(', ')}, which this machine does not have.`
    return finish(notRun(plan, repeat, reason, 0, reproduceOf(plan, options.facts.flags)))
  }
  const first = await play()
  const disturbance = disturbanceOf(first)
  if (disturbance === undefined || options.signal.aborted) return finish(first)
  await rename(folder, `${folder}.disturbed`)
  await mkdir(folder)
  const text = `${id} proved nothing, but ${disturbance}; it is played once more`
  tell({ type: 'environment', text, done: true, ms: 0 })
  tell(begin)
  const second = await play()
  const again = `Played once more: the first time ${disturbance}.`
  return finish({ ...second, note: second.note === undefined ? again : `${again} ${second.note}` })
}

/** Plays and judges one scenario in its own empty folder; one that cannot even begin is INCONCLUSIVE. */
async function playOnce(
  options: SuiteOptions,
  suiteFolder: string,
  id: string,
  { plan, repeat }: PlannedRun,
  environments: ReturnType<typeof createWarmEnvironment>,
  browser: ProbeBrowser | undefined,
  tell: (event: SuiteEvent) => void,
): Promise<ScenarioReport> {
  const began = realClock.now()
  const folder = join(suiteFolder, ...id.split('/'))
  const reproduce = reproduceOf(plan, options.facts.flags)
  try {
    const environment = await environments.acquire(plan, plan.fresh, options.signal)
    await runScenario({
      run: options.facts.run,
      plan,
      target: options.target,
      environment,
      faults: faults,
      clock: realClock,
      ...(browser === undefined ? {} : { browser }),
      folder,
      loadScript: join(options.targetFolder, options.target.loadScript),
      k6Image: imageOf(options, 'k6'),
      versions: options.facts.versions,
      signal: options.signal,
      onRecord: (record) => tell({ type: 'record', record }),
    })
  } catch (error) {
    return notRun(plan, repeat, reasonOf(error), realClock.now() - began, reproduce)
  }
  return judgeFolder(suiteFolder, id, {
    tags: plan.tags,
    repeat,
    ...(plan.expectFail === undefined ? {} : { expectFail: plan.expectFail }),
    reproduce,
    durationMs: realClock.now() - began,
    wallMs: realClock.wall(),
    ...(browser === undefined ? {} : { thumbnails: (paths) => makeThumbnails(browser, paths) }),
  })
}

function failures(done: readonly ScenarioReport[]): number {
  return done.filter(({ verdict }) => verdict === 'FAILED').length
}

/** The command that runs one plan again with the same seed and switches. */
export function reproduceOf(plan: Plan, flags: readonly string[]): string {
  return [
    `npx aftershock run ${plan.file}`,
    ...flags,
    ...(plan.without.length > 0 ? [`--without ${plan.without.join(',')}`] : []),
    ...(plan.plant.length > 0 ? [`--plant ${plan.plant.join(',')}`] : []),
    `--seed ${plan.seed}`,
  ].join(' ')
}

/** A browser that is opened only when a journey is planned. */
async function browserFor(
  options: SuiteOptions,
): Promise<AsyncDisposable & { readonly value: ProbeBrowser | undefined }> {
  const wanted = options.runs.some(({ plan }) => plan.journeys.length > 0)
  const value =
    wanted && options.chromium !== undefined
      ? await openBrowser({ executablePath: options.chromium })
      : undefined
  return { value, [Symbol.asyncDispose]: async () => value?.[Symbol.asyncDispose]() }
}

/** Makes a folder for outputs. @throws UserError when nothing can be written there. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (error) {
    throw new UserError(`cannot write results to ${folder}: ${reasonOf(error)}`, {
      exit: 'environment',
      hint: 'Choose another folder with --output.',
    })
  }
}

async function pointLatest(results: string, folder: string): Promise<void> {
  // Renamed into place, since another run may do the same at this moment.
  const made = join(results, `.latest-${process.pid}`)
  await rm(made, { force: true })
  await symlink(basename(folder), made)
  await rename(made, join(results, 'latest'))
}

function imageOf({ images }: SuiteOptions, name: string): string {
  const tag = images[name]
  if (tag === undefined) throw new Error(`the image ${name} was not prepared`)
  return tag
}
