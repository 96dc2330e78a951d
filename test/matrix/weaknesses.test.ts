/**
 * Each planted weakness turns its scenario red for the stated reason, and without it the scenario is
 * green. `AFTERSHOCK_SEEDS=1,2` chooses the seeds. Every seed leaves a table of what was measured with
 * and without each weakness in `.aftershock/`.
 */
import { afterAll, describe, expect, test } from 'vitest'
import shop from '../../target-app/target.ts'
import type { Weakness } from '../../harness/target/target.ts'
import type { ScenarioReport } from '../../reports/report-data.ts'
import { failedChecks, leaveTable, limitMs, play, playOne, saidBy, seeds, told } from './plays.ts'

const weaknesses = Object.entries<Weakness>(shop.weaknesses).flatMap(([name, { caughtBy }]) =>
  caughtBy.map(({ scenario, check }) => [name, scenario, check] as const),
)
const scenarios = [...new Set(weaknesses.map(([, scenario]) => scenario))]

describe.each(seeds)('seed %s', (seed) => {
  const sound = new Map<string, ScenarioReport>()
  const planted = new Map<string, ScenarioReport>()
  let played: Promise<void> | undefined
  /** All in one run; not at all when only the weaknesses are asked for, with `-t caught`. */
  const playSound = async (): Promise<void> => {
    for (const report of await play(scenarios, '--seed', seed)) sound.set(report.id, report)
  }

  afterAll(async () => {
    const rows = weaknesses.map(([weakness, scenario, check]) => {
      const there = planted.get(`${weakness} ${scenario}`)
      const said = [saidBy(there, check), saidBy(sound.get(scenario), check)]
      return [`\`${weakness}\``, `\`${scenario}\``, `\`${check}\``, ...said]
    })
    const head = ['weakness', 'scenario', 'check', 'planted', 'sound']
    await leaveTable(`weaknesses-seed-${seed}`, head, rows)
  })

  test.each(scenarios)(
    'the sound shop passes %s',
    { timeout: limitMs * scenarios.length },
    async (scenario) => {
      await (played ??= playSound())
      const report = sound.get(scenario)
      if (report === undefined) throw new Error(`${scenario} was not reported`)
      expect(report.verdict, told(report)).toBe('PASSED')
    },
  )

  test.each(weaknesses)(
    '%s is caught by %s',
    { timeout: limitMs },
    async (weakness, scenario, check) => {
      const report = await playOne(scenario, '--seed', seed, '--plant', weakness)
      planted.set(`${weakness} ${scenario}`, report)
      expect(report.verdict, told(report)).toBe('FAILED')
      expect(failedChecks(report), told(report)).toContain(check)
    },
  )
})
