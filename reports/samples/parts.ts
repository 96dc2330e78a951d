import type {
  JudgementReport,
  MeasureReport,
  ReadingReport,
  ReportData,
  RunFacts,
  ScenarioReport,
} from '../report-data.ts'
import { worstFirst } from '../marks.ts'

/** Everything a sample scenario does not care about. */
export const plainScenario = {
  tags: ['cart', 'redis', 'nightly'],
  verdict: 'PASSED',
  repeat: { index: 1, of: 1 },
  seed: 4711,
  without: [],
  planted: [],
  screenshots: [],
  doubts: [],
  errors: [],
  durationMs: 85_400,
  method: {
    'Time zero': 'the moment at which the first fault was seen to be in effect',
    'A good answer':
      'answered ok, or degraded in a declared tier, within the operation’s latency limit, counted from the intended start',
    Recovered:
      'good answers return to at least 95 % of the baseline rate and stay there for 5 s without a gap of 1 s',
    Load: 'open loop: requests start at their intended time whether or not earlier ones were answered',
    Resolution:
      'half the distance between two requests of the operation, plus the width of one bin',
    'Timed-out requests': 'neither good nor failed for data checks: the write may have happened',
  },
} as const satisfies Partial<ScenarioReport>

export const facts: RunFacts = {
  id: '20261121-021403-redis',
  startedAt: '2026-11-21T02:14:03+01:00',
  endedAt: '2026-11-21T02:15:48+01:00',
  durationMs: 105_000,
  seed: 4711,
  command: 'aftershock run redis-primary-kill --seed 4711',
  commit: 'abc1234',
  interrupted: false,
  versions: {
    aftershock: '0.1.0',
    node: '24.21.0',
    k6: '2.2.0',
    toxiproxy: '2.12.0',
    docker: '27.3.1',
  },
  machine: { cores: 8, memoryBytes: 33_554_432_000, os: 'Debian GNU/Linux 13' },
}

export function report(
  scenarios: readonly ScenarioReport[],
  more: Partial<ReportData> = {},
): ReportData {
  const count = (verdict: ScenarioReport['verdict']): number =>
    scenarios.filter((scenario) => scenario.verdict === verdict).length
  return {
    schema: 1,
    run: facts,
    verdict: worstFirst(scenarios)[0]?.verdict ?? 'INCONCLUSIVE',
    counts: {
      passed: count('PASSED'),
      failed: count('FAILED'),
      inconclusive: count('INCONCLUSIVE'),
      notExecuted: 0,
    },
    target: { name: 'shop', summary: 'A cart and an AI shopping guide behind HAProxy.' },
    scenarios,
    repeats: [],
    ...more,
  }
}

export function measure(
  name: string,
  summary: string,
  unit: MeasureReport['unit'],
  better: MeasureReport['better'],
  readings: Readonly<Record<string, ReadingReport>>,
): MeasureReport[] {
  return Object.entries(readings).map(([op, reading]) => ({
    name,
    summary,
    unit,
    better,
    ...(op === '' ? {} : { op }),
    reading,
  }))
}

/** Checks that judge every run, all content. */
export const alwaysKept: readonly JudgementReport[] = [
  {
    check: 'fault-was-felt',
    summary: 'The fault met traffic.',
    asked: 'fault-was-felt',
    status: 'pass',
    message: 'kill redis-1 was felt: 612 connections met it.',
    evidence: [],
  },
  {
    check: 'healed',
    summary: 'Every fault was healed, and the healing was seen.',
    asked: 'healed',
    status: 'pass',
    message: '1 of 1 faults healed.',
    evidence: [],
  },
  {
    check: 'load-was-honest',
    summary: 'The load generator sent what it intended, when it intended.',
    asked: 'load-was-honest',
    status: 'pass',
    message: '0 of 11,900 requests dropped; 99 % started within 4 ms of their time.',
    evidence: [],
  },
]
