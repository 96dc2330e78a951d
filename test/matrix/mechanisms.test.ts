/**
 * Each mechanism buys something: without it, the check that is said to show it fails. That the same scenario is
 * green with it is shown by `aftershock run scenarios`. Every seed leaves a table of what was measured
 * without each mechanism in `.aftershock/`.
 */
import { isDeepStrictEqual } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import type { Proof, Switch, Weakness } from '../../harness/target/target.ts'
import type { ScenarioReport } from '../../reports/report-data.ts'
import shop from '../../target-app/target.ts'
import { failedChecks, leaveTable, limitMs, playOne, saidBy, seeds, told } from './plays.ts'

/** What a weakness plants is played among the weaknesses. */
const plays = Object.values<Weakness>(shop.weaknesses).flatMap(({ plant, caughtBy }) =>
  caughtBy.map((proof) => [plant, proof]),
)
const mechanisms = Object.entries(shop.mechanisms).flatMap(
  ([name, { off, shownBy = [] }]: [string, Switch]): [string, string, Proof][] =>
    shownBy
      .filter((proof) => !plays.some((play) => isDeepStrictEqual(play, [off, proof])))
      .map((proof) => [name, proof.scenario, proof]),
)

describe.each(seeds)('seed %s', (seed) => {
  const without = new Map<string, ScenarioReport>()

  afterAll(async () => {
    const rows = mechanisms.map(([mechanism, scenario, { check }]) => {
      const said = saidBy(without.get(`${mechanism} ${scenario}`), check)
      return [`\`${mechanism}\``, `\`${scenario}\``, `\`${check}\``, said]
    })
    const head = ['mechanism', 'scenario', 'check', 'without it']
    await leaveTable(`mechanisms-seed-${seed}`, head, rows)
  })

  test.each(mechanisms)(
    '%s is missed in %s when it is off',
    { timeout: limitMs },
    async (mechanism, scenario, { check }) => {
      const report = await playOne(scenario, '--seed', seed, '--without', mechanism)
      without.set(`${mechanism} ${scenario}`, report)
      expect(report.verdict, told(report)).toBe('FAILED')
      expect(failedChecks(report), told(report)).toContain(check)
    },
  )
})
