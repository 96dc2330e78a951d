import { expect, test } from 'vitest'
import { annotations, summaryMarkdown } from '../../../harness/reporters/github-text.ts'
import { failing, failingScenario } from '../../../reports/samples/failing.ts'
import { report } from '../../../reports/samples/parts.ts'
import { samples } from '../../../reports/samples/index.ts'

test('an annotation points at the broken promise and escapes what the command language needs', () => {
  const odd = { ...failingScenario, headline: '50%\nof a, b: lost' }
  expect(annotations(report([odd]))).toEqual([
    '::error file=scenarios/cart/redis-primary-kill.yaml,line=14,title=FAILED cart/redis-primary-kill::50%25%0Aof a, b: lost',
  ])
})

test('ten annotations at most, and the tenth says how many more there are', () => {
  const many = report(Array.from({ length: 25 }, () => failingScenario))
  expect(annotations(many)).toHaveLength(10)
  expect(annotations(many).at(-1)).toContain('16 more')
})

test('the summary lists the worst first and keeps its size', () => {
  expect(summaryMarkdown(samples.repeated).split('\n')[4]).toContain('✗ FAILED')
  const many = summaryMarkdown(report(Array.from({ length: 5000 }, () => failingScenario)))
  expect(Buffer.byteLength(many)).toBeLessThan(220_000)
  expect(many).toMatch(/\d+ more in report\.html/u)
})

test('cells cannot break out of the table', () => {
  const odd = { ...failingScenario, headline: 'a | b\n<img>' }
  expect(summaryMarkdown({ ...failing, scenarios: [odd] })).toContain('a \\| b &lt;img>')
})
