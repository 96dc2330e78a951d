import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { ReportData, RunFacts, ScenarioReport, Verdict } from '../../reports/report-data.ts'
import { worst } from '../checks/verdict.ts'
import { summariseRepeats } from '../report/repeats.ts'
import { medianInterval } from '../statistics/median-interval.ts'
import type { Target } from '../target/target.ts'

/** What is known of a suite before it begins. */
export interface SuiteFacts {
  readonly run: string
  readonly seed: number
  readonly startedAt: Date
  /** The command line that repeats it. */
  readonly command: string
  /** What a command that repeats one scenario needs besides it: `--target …`, `--control`. */
  readonly flags: readonly string[]
  readonly commit: string | undefined
  readonly versions: Readonly<Record<string, string>>
  readonly machine: RunFacts['machine']
}

/** The report of what has been done so far. */
export function assembleReport(
  facts: SuiteFacts,
  target: Pick<Target, 'name' | 'summary'>,
  scenarios: readonly ScenarioReport[],
  notExecuted: number,
  interrupted: boolean,
): ReportData {
  const { run: id, startedAt, seed, command, commit, versions, machine } = facts
  const ended = new Date()
  return reportOf(
    {
      ...{ id, seed, command, versions, machine, interrupted },
      startedAt: startedAt.toISOString(),
      endedAt: ended.toISOString(),
      durationMs: ended.getTime() - startedAt.getTime(),
      ...(commit === undefined ? {} : { commit }),
    },
    { name: target.name, summary: target.summary },
    scenarios,
    notExecuted,
  )
}

/** Counts and verdict follow from the scenarios; an interrupted run is never PASSED. */
export function reportOf(
  run: RunFacts,
  target: ReportData['target'],
  scenarios: readonly ScenarioReport[],
  notExecuted: number,
): ReportData {
  const count = (verdict: Verdict): number =>
    scenarios.filter((scenario) => scenario.verdict === verdict).length
  const verdicts = scenarios.map(({ verdict }) => verdict)
  return {
    schema: 1,
    run,
    verdict: worst(run.interrupted ? [...verdicts, 'INCONCLUSIVE'] : verdicts),
    counts: {
      passed: count('PASSED'),
      failed: count('FAILED'),
      inconclusive: count('INCONCLUSIVE'),
      notExecuted,
    },
    target,
    scenarios,
    repeats: summariseRepeats(scenarios, (values) => {
      const interval = medianInterval(values)
      return interval === null ? null : [interval.low, interval.high]
    }),
  }
}

/** A run's id: when it began, and the process, so that two runs never share one. */
export function runId(began: Date, pid: number): string {
  const stamp = began
    .toISOString()
    .replaceAll(/[-:]|\..*/g, '')
    .toLowerCase()
    .replace('t', '-')
  return `as-${stamp}-${pid}`
}

/** Versions of what measures and what is measured with. */
export async function versionsOf(
  images: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return {
    aftershock: version,
    node: process.versions.node,
    ...Object.fromEntries(Object.entries(images).map(([name, tag]) => [`image ${name}`, tag])),
  }
}

/** The commit that is checked out here, shortened; undefined outside a repository. */
export async function commitHere(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short=10', 'HEAD'])
    return stdout.trim()
  } catch {
    return undefined
  }
}
