import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { warns } from '../../../harness/checks/warns.ts'
import type { EventRecord } from '../../../harness/history/record.ts'
import { buildHistory, type BuiltRun } from '../../support/build-history.ts'

const zero = 20_000
const event = (name: string, at: number, about = 'cart-2'): EventRecord => ({
  ...{ kind: 'event', at: zero + at, source: 'watchdog', name, text: `${about}: ${name}` },
})
const predicts = (at: number, about?: string) => event('predicts', at, about)
const full = event('out-of-memory', 20_000)

function judge(
  events: readonly EventRecord[],
  options: Readonly<Record<string, unknown>> = {},
  run: Partial<BuiltRun> = {},
) {
  const history = buildHistory({ operations: { 'cart.read': {} }, zero, extra: events, ...run })
  const asked = { warns: 'predicts', before: 'out-of-memory', 'at-least': '5s', ...options }
  return warns.judge(history, warns.options.parse(asked))
}

test('early enough', () => {
  expect(judge([predicts(12_000), full])).toMatchObject({
    status: 'pass',
    message: 'watchdog said predicts 8.00 s before out-of-memory',
    measured: {
      label: 'warning before out-of-memory',
      reading: { value: 8000, at: zero + 12_000 },
      limit: { relation: 'at-least', value: 5000 },
    },
  })
})

test('not a moment later', () => {
  expect(judge([predicts(15_000), full]).status).toBe('pass')
})

test('what happened before the fault is not what it warns of', () => {
  expect(judge([event('out-of-memory', -1000), predicts(12_000), full])).toMatchObject({
    measured: { reading: { value: 8000 } },
  })
})

test('what the fault did before it was seen to be in force came unannounced', () => {
  const events = [event('out-of-memory', -40), predicts(12_000), full]
  expect(judge(events)).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('12.0 s after out-of-memory'),
  })
})

test('too late', () => {
  expect(judge([predicts(15_001), full])).toMatchObject({
    status: 'fail',
    message:
      'watchdog said predicts 5.00 s before out-of-memory; at least 5.00 s before was promised',
    evidence: [{ at: zero + 15_001 }, { at: zero + 20_000 }],
  })
})

test('after it is no warning', () => {
  expect(judge([predicts(21_000), full])).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('1.00 s after out-of-memory'),
  })
})

test('never', () => {
  expect(judge([full])).toMatchObject({
    status: 'fail',
    message: 'predicts was never said; at least 5.00 s before was promised',
    evidence: [{ at: zero + 20_000, text: 'out-of-memory came unannounced' }],
  })
})

test('only what names it counts, warning and event', () => {
  const about = { about: 'cart-2' }
  expect(judge([predicts(9000, 'cart-1'), predicts(16_000), full], about).status).toBe('fail')
  const early = event('out-of-memory', 9000, 'cart-1')
  expect(judge([predicts(12_000), early, full], about).status).toBe('pass')
})

test('the word about one replica is none about another whose name begins so', () => {
  const about = { about: 'cart-2' }
  expect(judge([predicts(9000, 'cart-21'), full], about).status).toBe('fail')
  expect(judge([predicts(9000), event('out-of-memory', 9500, 'cart-21')], about)).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining('out-of-memory never happened'),
  })
})

test('no time means anything when the clock was set', () => {
  const doubt = { kind: 'doubt', at: zero, about: 'clock', fatal: true, text: 'set' } as const
  expect(judge([], {}, { extra: [doubt, predicts(16_000), full] })).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining('set'),
  })
})

test('before the heal', () => {
  expect(judge([predicts(4000)], { before: 'heal' })).toMatchObject({
    measured: { reading: { value: 6000, resolution: 300 } },
  })
})

describe('is unknown', () => {
  test('when what it warns of never happened', () => {
    expect(judge([predicts(12_000)])).toMatchObject({
      status: 'unknown',
      because: 'out-of-memory never happened, so there was nothing to warn of',
    })
  })
  test('when it was warned of before anything was hurt', () => {
    expect(judge([predicts(-2000), full])).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('before anything was hurt'),
    })
  })
})

test('in a control a warning is a false alarm', () => {
  expect(judge([], {}, { faultless: true }).status).toBe('pass')
  expect(judge([predicts(500)], {}, { faultless: true }).status).toBe('fail')
})

test('the first warning decides, and an earlier one is never worse', () => {
  const at = fc.integer({ min: 1, max: 25_000 })
  fc.assert(
    fc.property(at, at, (a, b) => {
      const { status } = judge([predicts(a), predicts(b), full])
      expect(status).toBe(Math.min(a, b) <= 15_000 ? 'pass' : 'fail')
    }),
    { numRuns: 40 },
  )
})
