import { describe, expect, test } from 'vitest'
import { reportOf, runId, versionsOf } from '../../../harness/suite/suite-report.ts'
import type { ScenarioReport, Verdict } from '../../../reports/report-data.ts'
import { facts } from '../../../reports/samples/parts.ts'
import { failingScenario } from '../../../reports/samples/failing.ts'

const target = { name: 'small', summary: 'A shop.' }
const scenario = (verdict: Verdict): ScenarioReport => ({ ...failingScenario, verdict })
const report = (verdicts: readonly Verdict[], interrupted = false, notExecuted = 0) =>
  reportOf({ ...facts, interrupted }, target, verdicts.map(scenario), notExecuted)

describe('the verdict of a run', () => {
  test.each<{ verdicts: readonly Verdict[]; whole: Verdict }>([
    { verdicts: ['PASSED', 'PASSED'], whole: 'PASSED' },
    { verdicts: ['PASSED', 'INCONCLUSIVE'], whole: 'INCONCLUSIVE' },
    { verdicts: ['INCONCLUSIVE', 'FAILED', 'PASSED'], whole: 'FAILED' },
    { verdicts: [], whole: 'INCONCLUSIVE' },
  ])('$verdicts → $whole', ({ verdicts, whole }) => expect(report(verdicts).verdict).toBe(whole))

  test.each<{ verdicts: readonly Verdict[]; whole: Verdict }>([
    { verdicts: ['PASSED'], whole: 'INCONCLUSIVE' },
    { verdicts: ['PASSED', 'FAILED'], whole: 'FAILED' },
    { verdicts: [], whole: 'INCONCLUSIVE' },
  ])('interrupted: $verdicts → $whole', ({ verdicts, whole }) =>
    expect(report(verdicts, true).verdict).toBe(whole),
  )
})

test('every scenario is counted once, and those that were not run are counted apart', () => {
  const verdicts: readonly Verdict[] = ['PASSED', 'FAILED', 'PASSED', 'INCONCLUSIVE']
  expect(report(verdicts, false, 3).counts).toEqual({
    passed: 2,
    failed: 1,
    inconclusive: 1,
    notExecuted: 3,
  })
})

describe('the id of a run', () => {
  const began = new Date('2030-01-02T03:04:05.678Z')

  test('sorts by time and fits the name of a container', () => {
    expect(runId(began, 4711)).toBe('as-20300102-030405-4711')
    expect(runId(began, 4711)).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/)
  })

  test('two processes that begin in the same second do not share one', () => {
    expect(runId(began, 1)).not.toBe(runId(began, 2))
  })
})

test('versions name this package, its Node, and every image', async () => {
  const versions = await versionsOf({ k6: 'aftershock/k6:abc' })
  expect(versions).toEqual({
    aftershock: expect.stringMatching(/^\d+\.\d+\.\d+/),
    node: process.versions.node,
    'image k6': 'aftershock/k6:abc',
  })
})
