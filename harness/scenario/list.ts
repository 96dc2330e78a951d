import { formatMs } from '../units.ts'
import { columns } from './explain.ts'
import { durationMs, type Scenario } from './scenario.ts'

const heads = ['SCENARIO', 'TAGS', 'LOAD', 'CLAIM'] as const

/** One row per scenario: id, tags, how long its load runs, and what it claims. */
export function listScenarios(scenarios: readonly Scenario[]): string {
  const rows = scenarios.map((scenario) => [
    scenario.id,
    scenario.tags.join(', '),
    formatMs(durationMs(scenario) * scenario.repeat),
    scenario.claim,
  ])
  return columns([heads, ...rows])
}
