import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { noFalseAlarms } from '../../../harness/checks/no-false-alarms.ts'
import type { EventRecord } from '../../../harness/history/record.ts'
import { buildHistory, type BuiltRun } from '../../support/build-history.ts'

const zero = 20_000
const said = (at: number, name: string, text = 'store-1 is silent'): EventRecord => ({
  ...{ kind: 'event', at: zero + at, source: 'watchdog', name, text },
})
const quiet = said(1200, 'quiet')

function judge(events: readonly EventRecord[], about?: string, run: Partial<BuiltRun> = {}) {
  const history = buildHistory({ operations: { 'cart.read': {} }, zero, extra: events, ...run })
  const asked = {
    'no-false-alarms': 'suspects',
    heard: 'quiet',
    ...(about === undefined ? {} : { about }),
  }
  return noFalseAlarms.judge(history, noFalseAlarms.options.parse(asked))
}

test('whoever says what is not so raises a false alarm, with its words and its time', () => {
  expect(judge([quiet, said(2300, 'suspects'), said(9000, 'suspects', 'store-2')])).toMatchObject({
    status: 'fail',
    message: 'suspects was said 2 times, and it was not so',
    evidence: [
      { at: zero + 2300, text: 'watchdog: store-1 is silent' },
      { at: zero + 9000, text: 'watchdog: store-2' },
    ],
    measured: { reading: { value: 2 }, limit: { relation: 'at-most', value: 0 } },
  })
})

test('to say something else is no false alarm', () => {
  expect(judge([quiet])).toMatchObject({ status: 'pass', message: 'nobody said suspects' })
})

test('silence proves nothing of whoever was not heard since something was done', () => {
  expect(judge([])).toMatchObject({
    status: 'unknown',
    next: expect.stringContaining('last until'),
  })
  expect(judge([said(-3000, 'quiet')]).status).toBe('unknown')
})

test('the baseline counts, the warm-up does not', () => {
  expect(judge([quiet, said(-14_000, 'suspects')]).status).toBe('fail')
  expect(judge([quiet, said(-16_000, 'suspects')]).status).toBe('pass')
})

test('only what names it counts, where it is said whom it is about', () => {
  const other = said(2000, 'suspects', 'store-12 is silent')
  expect(judge([quiet, other], 'store-1').status).toBe('pass')
  expect(judge([quiet, other], 'store-12').status).toBe('fail')
})

test('in a control there is nothing to be heard', () => {
  expect(judge([], undefined, { faultless: true }).status).toBe('pass')
  expect(judge([said(500, 'suspects')], undefined, { faultless: true }).status).toBe('fail')
})

test('one more alarm never makes it better', () => {
  const times = fc.array(fc.integer({ min: -10_000, max: 50_000 }), { maxLength: 5 })
  fc.assert(
    fc.property(times, (at) => {
      const { status } = judge([quiet, ...at.map((each) => said(each, 'suspects'))])
      expect(status).toBe(at.length === 0 ? 'pass' : 'fail')
    }),
    { numRuns: 40 },
  )
})
