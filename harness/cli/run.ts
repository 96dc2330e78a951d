import { cpus, release, totalmem, type } from 'node:os'
import { resolve } from 'node:path'
import { realClock } from '../clock.ts'
import { exitCodes, type ExitName } from '../exit-codes.ts'
import type { ReportData } from '../../reports/report-data.ts'
import { reporterFor } from './reporters.ts'
import {
  assertSwitches,
  controlOf,
  listScenarios,
  planScenarios,
  type Scenario,
} from '../scenario/index.ts'
import { environmentKey } from '../suite/environment-key.ts'
import { removeDead } from '../runtime/remove.ts'
import { groupedBy } from '../suite/run-order.ts'
import { makeFolder, runSuite, type PlannedRun } from '../suite/suite.ts'
import { commitHere, runId, versionsOf } from '../suite/suite-report.ts'
import { interruptSignal } from './interrupt.ts'
import { prepareMachine } from './machine.ts'
import { isScenarioFile, loadTarget } from './places.ts'
import { selectedScenarios, type SelectionOptions } from './selection.ts'

export interface RunOptions extends SelectionOptions {
  readonly target?: string
  readonly repeatEach?: number
  readonly seed?: number
  readonly maxFailures?: number
  readonly reporter?: readonly string[]
  readonly output: string
  readonly list?: boolean
  readonly control?: boolean
  readonly without?: readonly string[]
  readonly plant?: readonly string[]
}

/** Prepares the machine, runs the selected scenarios and sets the exit code by the verdict. */
export async function run(paths: readonly string[], options: RunOptions): Promise<void> {
  const loaded = await loadTarget(options.target)
  assertSwitches(options, loaded.target)
  const scenarios = await selectedScenarios(paths, options, loaded.target)
  if (options.list === true) {
    process.stdout.write(`${listScenarios(scenarios)}\n`)
    return
  }
  const seed = options.seed ?? Math.floor(realClock.wall() % 1_000_000)
  const planned = plannedRuns(scenarios, seed, options)
  // Files that are named one by one are run in that order.
  const runs = paths.some(isScenarioFile)
    ? planned
    : groupedBy(planned, ({ plan }) => environmentKey(loaded.target, plan))
  const reporter = reporterFor(options.reporter)
  const results = resolve(options.output)
  // Before anything expensive is done for results that cannot be kept.
  await makeFolder(results)
  const signal = interruptSignal()
  const browser = runs.some(({ plan }) => plan.journeys.length > 0)
  const abilities = new Set(runs.flatMap(({ plan }) => plan.requires))
  const machine = await prepareMachine(loaded, { browser, load: true, abilities }, signal)
  const cleaned = await removeDead()
  if (cleaned.containers.length > 0)
    process.stderr.write(`removed ${cleaned.containers.length} containers of runs that had died\n`)
  const began = new Date()
  const report = await runSuite({
    ...machine,
    runs,
    target: loaded.target,
    targetFolder: loaded.folder,
    reporter,
    facts: {
      run: runId(began, process.pid),
      seed,
      startedAt: began,
      command: commandOf(paths, options, seed),
      flags: sharedFlags(options),
      commit: await commitHere(),
      versions: await versionsOf(machine.images),
      machine: { cores: cpus().length, memoryBytes: totalmem(), os: `${type()} ${release()}` },
    },
    results,
    ...(options.maxFailures === undefined ? {} : { maxFailures: options.maxFailures }),
    signal,
  })
  for (const failure of reporter.failures) process.stderr.write(`${failure}\n`)
  process.exitCode = exitCodes[exitNameOf(report, reporter.failures.length > 0)].code
}

/** A kept promise of which a report could not be written is no good end. */
export function exitNameOf(
  { run, verdict }: Pick<ReportData, 'run' | 'verdict'>,
  isReportMissing: boolean,
): ExitName {
  if (run.interrupted) return 'interrupted'
  const name = exitOf[verdict]
  return name === 'kept' && isReportMissing ? 'environment' : name
}

const exitOf = { PASSED: 'kept', FAILED: 'broken', INCONCLUSIVE: 'inconclusive' } as const

function plannedRuns(
  scenarios: readonly Scenario[],
  seed: number,
  { without, plant, repeatEach, control }: RunOptions,
): readonly PlannedRun[] {
  return scenarios.flatMap((scenario) => {
    const of = repeatEach ?? scenario.repeat
    // Each repeat has a seed of its own, so that the fault does not always meet the same tick.
    return Array.from({ length: of }, (_, i): PlannedRun => {
      const [plan] = planScenarios([scenario], { seed: seed + i, without, plant })
      if (!plan) throw new Error(`no plan for ${scenario.id}`)
      return { plan: control === true ? controlOf(plan) : plan, repeat: { index: i + 1, of } }
    })
  })
}

/** The command line that repeats this run with the same seed. */
function commandOf(paths: readonly string[], options: RunOptions, seed: number): string {
  return [
    'npx aftershock run',
    ...paths.map(quoted),
    ...flag('grep', options.grep),
    ...flag('grep-invert', options.grepInvert),
    ...flag('tag', options.tag?.join(',')),
    ...flag('without', options.without?.join(',')),
    ...flag('plant', options.plant?.join(',')),
    ...flag('repeat-each', options.repeatEach?.toString()),
    ...flag('max-failures', options.maxFailures?.toString()),
    ...sharedFlags(options),
    ...flag('seed', String(seed)),
  ].join(' ')
}

/** What every scenario of this run was run with. Switches and seed are in each plan. */
function sharedFlags({ target, control }: RunOptions): readonly string[] {
  return [...flag('target', target), ...(control === true ? ['--control'] : [])]
}

function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`--${name}`, quoted(value)]
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
