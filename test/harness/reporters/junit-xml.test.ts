import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { junitXml } from '../../../harness/reporters/junit-xml.ts'
import type { ReportData } from '../../../reports/report-data.ts'
import { failingScenario } from '../../../reports/samples/failing.ts'
import { samples } from '../../../reports/samples/index.ts'
import { report } from '../../../reports/samples/parts.ts'
import { passingScenario } from '../../../reports/samples/passing.ts'

const problem = z.object({ type: z.string(), message: z.string(), '#text': z.string() }).partial()
const testcase = z.object({
  name: z.string(),
  classname: z.string(),
  failure: problem.optional(),
  error: problem.optional(),
  skipped: problem.optional(),
})
const testsuite = z.object({
  name: z.string(),
  failures: z.string(),
  errors: z.string(),
  testcase: z.array(testcase),
})
const document = z.object({
  testsuites: z.object({ tests: z.string(), testsuite: z.array(testsuite) }),
})

function parsed(data: ReportData): z.infer<typeof document>['testsuites'] {
  const xml = junitXml(data)
  expect(XMLValidator.validate(xml)).toBe(true)
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  })
  return document.parse(parser.parse(xml)).testsuites
}

describe.each(Object.entries(samples))('%s', (_name, data) => {
  test('a suite per execution, a case per promise, no name twice', () => {
    const { testsuite, tests } = parsed(data)
    expect(testsuite).toHaveLength(data.scenarios.length)
    const names = testsuite.flatMap((suite) =>
      suite.testcase.map((one) => `${suite.name} ${one.name}`),
    )
    expect(names).toEqual([...new Set(names)])
    expect(tests).toBe(String(names.length))
  })

  test('failures and errors follow the verdicts', () => {
    const { testsuite } = parsed(data)
    testsuite.forEach((suite, index) => {
      const verdict = data.scenarios[index]?.verdict
      expect(Number(suite.failures) > 0).toBe(verdict === 'FAILED')
      expect(Number(suite.errors) > 0).toBe(verdict === 'INCONCLUSIVE')
    })
  })
})

test('a broken promise is a failure with its message and its evidence', () => {
  const broken = parsed(samples.failing).testsuite[0]?.testcase.find((one) => one.failure)
  expect(broken?.name).toBe('recovers: cart.add, within: 8s')
  expect(broken?.failure?.type).toBe('recovers')
  expect(broken?.failure?.['#text']).toContain('<Socket> reconnected')
})

test('a break that the scenario expects is skipped, not failed', () => {
  const known = {
    ...failingScenario,
    verdict: 'PASSED',
    note: 'failed as expected: slow client',
  } as const
  const cases = parsed(report([known])).testsuite[0]?.testcase ?? []
  expect(cases.filter((one) => one.skipped)).toHaveLength(1)
  expect(cases.filter((one) => one.failure)).toHaveLength(0)
})

test('a verdict that no promise explains still turns the page red', () => {
  const fixed = {
    ...passingScenario,
    verdict: 'FAILED',
    note: 'expected to fail, but was kept',
  } as const
  const cases = parsed(report([fixed])).testsuite[0]?.testcase ?? []
  expect(cases.find((one) => one.name === 'verdict')?.failure?.message).toBe(fixed.note)
})

test('control characters and broken surrogates of log lines are left out', () => {
  const text = 'a\u0000b\u001B[31mc\uD800d\uFFFEe\u000Bf'
  const evidence = failingScenario.judgements.map((judgement) => ({
    ...judgement,
    message: text,
    asked: text,
  }))
  const [first, second] =
    parsed(report([{ ...failingScenario, judgements: evidence }])).testsuite[0]?.testcase ?? []
  expect(first?.failure?.message).toBe('abc\uFFFDdef')
  expect([first?.name, second?.name]).toEqual(['abc\uFFFDdef', 'abc\uFFFDdef (2)'])
})
