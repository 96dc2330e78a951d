import { expect, test } from 'vitest'
import { type Paint, unpainted } from '../../../harness/reporters/paint.ts'
import { scenarioText, summaryText } from '../../../harness/reporters/terminal-text.ts'
import { failingScenario } from '../../../reports/samples/failing.ts'
import { inconclusiveScenario } from '../../../reports/samples/inconclusive.ts'
import { samples } from '../../../reports/samples/index.ts'
import { passingScenario } from '../../../reports/samples/passing.ts'

test('a broken promise comes with its number, its limit and three pieces of evidence', () => {
  expect(scenarioText(failingScenario, unpainted)).toMatchInlineSnapshot(`
    "✗ FAILED  cart/redis-primary-kill  cart.add was back after 14.2 s; it had to be back within 8 s.
        ✗ recovers: cart.add, within: 8s  scenarios/cart/redis-primary-kill.yaml:14
          recovery of cart.add 14.2 s, limit ≤ 8 s, ± 42 ms, n = 5,100
            +31 ms  first failed request: cart.add #905, error 1220 (connection reset by peer)
            +5.1 s  redis-sentinel-2: +odown master shop 10.0.3.11 6379 #quorum 2/2
            +5.3 s  redis-sentinel-2: +switch-master shop redis-1 6379 redis-2 6379
                    2 more in the report"
  `)
})

test('an unknown comes with its reason and the next step', () => {
  expect(scenarioText(inconclusiveScenario, unpainted)).toMatchInlineSnapshot(`
    "? INCONCLUSIVE  guide/recommend-link-slow  The load generator dropped 214 of 3,000 requests of guide.recommend.
        ? load-was-honest
            +2.1 s  first dropped request: guide.recommend #1484
          next: Lower the rate of guide.recommend or give the machine more cores, then run it again.
        ? recovers: guide.recommend, within: 5s  scenarios/guide/recommend-link-slow.yaml:12
          guide.recommend was not back when observation ended.
          recovery of guide.recommend > 60.0 s, limit ≤ 5 s, ± 50 ms, n = 2,786
          next: Observe longer than 60 s, or find out why it does not come back."
  `)
})

test('a kept scenario is one line with its key number', () => {
  expect(scenarioText(passingScenario, unpainted)).toMatchInlineSnapshot(
    `"✓ PASSED  cart/redis-primary-kill  recovery of cart.add 5.73 s, limit ≤ 8 s, ± 42 ms, n = 5,100"`,
  )
})

test('the last lines are counts, report and the command', () => {
  const place = 'file:///runs/1/report.html'
  expect(summaryText(samples.repeated, place, unpainted)).toMatchInlineSnapshot(`
    "
    ✗ 1 failed   ? 1 inconclusive   ✓ 6 passed   105 s   seed 4711
    Report  file:///runs/1/report.html
    Re-run  aftershock run redis-primary-kill --seed 4711"
  `)
  expect(summaryText(samples.interrupted, place, unpainted)).toContain('Interrupted')
})

const bold: Paint = (_tone, text) => `\u001B[1m${text}\u001B[22m`

test('colours pass, other escapes from log lines do not', () => {
  const hostile = { ...failingScenario, headline: 'bad \u001B[2J\u0007\u009B2K line' }
  const text = scenarioText(hostile, bold)
  expect(text).toContain('\u001B[1m✗ FAILED\u001B[22m')
  expect(text).toContain('bad  [2J  2K line')
})

test('no line is too wide for a log, and a message stands once', () => {
  const clause = 'cart.add was back 10.4 s after healing kill redis-1 (± 1.67 s)'
  const message = [1, 2, 3, 4].map(() => clause).join('; ')
  const [first, ...others] = failingScenario.judgements
  if (first === undefined) throw new Error('the sample has no judgement')
  const judgements = [{ ...first, message }, ...others]
  const text = scenarioText({ ...failingScenario, judgements, headline: `${message}.` }, unpainted)
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(150)

  const short = { ...first, message: clause }
  const once = { ...failingScenario, judgements: [short, ...others], headline: `${clause}.` }
  expect(scenarioText(once, unpainted).split(clause)).toHaveLength(2)
})
