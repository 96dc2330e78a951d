import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { notices } from '../../../harness/checks/notices.ts'
import type { EventRecord, FaultStage, RunRecord } from '../../../harness/history/record.ts'
import { buildHistory, type BuiltRun } from '../../support/build-history.ts'

const zero = 20_000
const said = (at: number, text = 'store-1 is silent', name = 'suspects'): EventRecord => ({
  ...{ kind: 'event', at: zero + at, source: 'watchdog', name, text },
})

function judge(
  events: readonly EventRecord[],
  options: Readonly<Record<string, unknown>> = {},
  run: Partial<BuiltRun> = {},
) {
  const history = buildHistory({ operations: { 'cart.read': {} }, zero, extra: events, ...run })
  return notices.judge(
    history,
    notices.options.parse({ notices: 'suspects', within: '5s', ...options }),
  )
}

test('in time, by whom and by which words', () => {
  expect(judge([said(2300)])).toMatchObject({
    status: 'pass',
    message: 'watchdog said suspects 2.30 s after kill store-1',
    measured: {
      label: 'time to notice: suspects',
      reading: {
        value: 2300,
        at: zero + 2300,
        resolution: 80,
        note: 'by watchdog: store-1 is silent',
      },
      limit: { relation: 'at-most', value: 5000 },
    },
  })
})

test('too late', () => {
  expect(judge([said(5001)])).toMatchObject({
    status: 'fail',
    message: 'watchdog said suspects 5.00 s after kill store-1; within 5.00 s was promised',
    evidence: [{ at: zero + 5001 }],
  })
})

test('before the effect was seen, but after it was asked for, is at once', () => {
  expect(judge([said(-40)])).toMatchObject({ status: 'pass', measured: { reading: { value: 0 } } })
})

describe('never', () => {
  test('is a failure after the time is over', () => {
    expect(judge([said(1000, 'x', 'trusts')])).toMatchObject({
      status: 'fail',
      message: 'suspects was never said after kill store-1; within 5.00 s was promised',
      evidence: [{ at: zero + 5000 }],
      measured: { reading: { value: 69_000, censored: true } },
    })
  })
  test('means nothing when nobody listened for so long', () => {
    expect(judge([], { within: '2m' })).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('listened for only'),
    })
  })
})

describe('about', () => {
  test('only events that name it count', () => {
    const other = said(1000, 'store-2 is silent')
    expect(judge([other]).status).toBe('pass')
    expect(judge([other], { about: 'store-1' }).status).toBe('fail')
    expect(judge([other, said(2000)], { about: 'store-1' })).toMatchObject({
      measured: { reading: { value: 2000 } },
    })
  })
})

test('a replica is not named by another one whose name only begins so', () => {
  expect(judge([said(1000, 'store-12 is silent')], { about: 'store-1' }).status).toBe('fail')
  expect(judge([said(1000, 'store-1: silent')], { about: 'store-1' }).status).toBe('pass')
  expect(judge([said(1000, 'store-1: silent')], { about: 'store' }).status).toBe('pass')
})

describe('of two faults', () => {
  const planned = { id: 0, fault: 'kill', target: ['store-1'], options: {}, atMs: 0, healMs: null }
  const later = { ...planned, id: 1, fault: 'pause', target: ['store-2'], atMs: 2000 }
  const stamped = (id: number, at: number, last: FaultStage = 'effective') =>
    (['requested', last] as const).map((stage) => {
      const { fault, target } = id === 0 ? planned : later
      return { kind: 'fault', id, fault, target, stage, at: zero + at } as const
    })
  const both = { faultless: true, header: { faults: [planned, later] } }

  test('the first is meant', () => {
    const extra = [...stamped(0, 0), ...stamped(1, 2000), said(4000)]
    expect(judge([], {}, { ...both, extra })).toMatchObject({
      message: 'watchdog said suspects 4.00 s after kill store-1',
    })
  })
  test('the second is not taken for a first one that failed', () => {
    const extra = [...stamped(0, 10, 'failed'), ...stamped(1, 2000)]
    const because = 'kill store-1 was not seen to take effect'
    expect(judge([], {}, { ...both, extra })).toMatchObject({ status: 'unknown', because })
    expect(judge([], {}, { ...both, extra: [...extra, said(3000)] }).status).toBe('unknown')
    expect(judge([], { after: 'pause' }, { ...both, extra }).status).toBe('fail')
  })
  test('one that is still to come does not matter', () => {
    const extra = [...stamped(0, 0), said(1000)]
    expect(judge([], {}, { ...both, extra }).status).toBe('pass')
  })
  test('one that does nothing excuses no false alarm', () => {
    const faults = [{ ...planned, fault: 'none', target: [] }, later]
    const nothing = stamped(0, 0).map((each) => ({ ...each, fault: 'none' }))
    const extra = [...nothing, ...stamped(1, 2000), said(1000), said(3000)]
    expect(judge([], {}, { faultless: true, header: { faults }, extra }).status).toBe('unknown')
  })
})

test('no time means anything when the clock was set', () => {
  const text = 'the machine\u2019s clock was set by 3.00 s'
  const doubt = { kind: 'doubt', at: zero, about: 'clock', fatal: true, text } as const
  const extra = (...more: RunRecord[]) => ({ extra: [doubt, ...more] })
  expect(judge([], {}, extra(said(6000)))).toMatchObject({ status: 'unknown', because: text })
  expect(judge([], {}, extra()).status).toBe('unknown')
})

describe('after', () => {
  test('heal', () => {
    expect(judge([said(400), said(11_000)], { after: 'heal' })).toMatchObject({
      status: 'pass',
      message: 'watchdog said suspects 1.00 s after healing kill store-1',
    })
  })
  test('a fault by its name', () => {
    expect(judge([said(400)], { after: 'kill' }).status).toBe('pass')
    expect(judge([said(400)], { after: 'pause' })).toMatchObject({
      status: 'unknown',
      because: 'pause never happened',
    })
  })
  test('a fault by what it hurts', () => {
    expect(judge([said(400)], { after: 'store-1' })).toMatchObject({
      status: 'pass',
      message: 'watchdog said suspects 400 ms after kill store-1',
    })
  })
  test('an event', () => {
    const trigger = said(3000, 'leaking', 'leak')
    expect(judge([trigger, said(7000)], { after: 'leak' })).toMatchObject({
      measured: { reading: { value: 4000 } },
    })
  })
  test('an event of the same name, which is not its own notice', () => {
    expect(judge([said(3000)], { after: 'suspects' }).status).toBe('fail')
    expect(judge([said(3000), said(5000)], { after: 'suspects' })).toMatchObject({
      measured: { reading: { value: 2000 } },
    })
  })
})

describe('false alarms', () => {
  test('before the fault leave open what was noticed', () => {
    expect(judge([said(-3000), said(2000)])).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('1 times before anything was hurt'),
    })
  })
  test('in the warm-up are nobody’s', () => {
    expect(judge([said(-16_000), said(2000)]).status).toBe('pass')
  })
  test('break a control whose only fault is to do nothing', () => {
    const operations = { 'cart.read': {} }
    const whole = buildHistory({ operations, zero, extra: [said(500)] })
    const header = {
      ...whole.header,
      faults: whole.header.faults.map((each) => ({ ...each, fault: 'none' })),
    }
    const faults = whole.faults.map((each) => ({ ...each, fault: 'none' }))
    const asked = notices.options.parse({ notices: 'suspects', within: '5s' })
    expect(notices.judge({ ...whole, header, faults }, asked).status).toBe('fail')
  })
  test('break a control, which otherwise passes', () => {
    expect(judge([], {}, { faultless: true }).status).toBe('pass')
    expect(judge([said(500)], {}, { faultless: true })).toMatchObject({
      status: 'fail',
      message: 'suspects was said 1 times, and nothing was hurt',
    })
  })
})

test('fails exactly when the first word comes later than promised', () => {
  const times = fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(times, (at) => {
      const { status } = judge(at.map((each) => said(each)))
      expect(status).toBe(Math.min(...at) <= 5000 ? 'pass' : 'fail')
    }),
    { numRuns: 40 },
  )
})
