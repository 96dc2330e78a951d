import type { Expectation } from '../history/history.ts'
import type { ExpectedFailure, PlannedLoad, Trigger } from './plan.ts'

/** A scenario as read: valid words and units, one set of parameters, no seed yet. */
export interface Scenario {
  readonly id: string
  readonly file: string
  readonly claim: string
  readonly tags: readonly string[]
  readonly load: readonly PlannedLoad[]
  readonly faults: readonly ScenarioFault[]
  readonly warmUpMs: number
  readonly baselineMs: number
  readonly observeMs: number
  readonly expect: readonly Expectation[]
  readonly journeys: readonly string[]
  /** Those that the load writes to or that an expectation names; only these are read. */
  readonly ledgers: readonly string[]
  /** Only these services are started, and what they need. Absent: all. */
  readonly services?: readonly string[]
  readonly without: readonly string[]
  readonly plant: readonly string[]
  readonly fresh: boolean
  readonly repeat: number
  readonly requires: readonly string[]
  readonly parameters: Readonly<Record<string, string>>
  readonly expectFail?: ExpectedFailure
}

/** One fault as written; its times still wait for the seed. */
export interface ScenarioFault {
  readonly fault: string
  readonly target: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
  /** After the end of the baseline. With a trigger: the latest possible. Milliseconds. */
  readonly atMs: number
  /** From injecting to healing; null for a permanent fault. Milliseconds. */
  readonly lastsMs: number | null
  readonly when?: Trigger
  /** Its own options as written: `delay: 800ms`. */
  readonly asked: string
}

/** When the last fault is healed, or injected if it never heals; 0 without faults. Milliseconds after the baseline. */
export function faultsEndMs(faults: readonly ScenarioFault[]): number {
  return Math.max(0, ...faults.map(({ atMs, lastsMs }) => atMs + (lastsMs ?? 0)))
}

/** How long load runs if the seed moved nothing. Milliseconds. */
export function durationMs(scenario: Scenario): number {
  const { warmUpMs, baselineMs, observeMs, faults } = scenario
  return warmUpMs + baselineMs + faultsEndMs(faults) + observeMs
}
