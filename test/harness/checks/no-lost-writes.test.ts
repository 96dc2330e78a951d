import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noLostWrites } from '../../../harness/checks/no-lost-writes.ts'
import { buildHistory } from '../../support/build-history.ts'
import { buildWrites, zero, type BuiltWrites } from '../../support/build-writes.ts'

const writes = [-4000, -900, -200, 400, 9000].map((at, index) => ({ token: `t${index}`, at }))

/** All writes are there but these. */
function without(...lost: string[]): Readonly<Record<string, number>> {
  const kept = writes.filter(({ token }) => !lost.includes(token))
  return Object.fromEntries(kept.map(({ token }) => [token, 1]))
}

function judge(built: Partial<BuiltWrites>, options: Readonly<Record<string, unknown>> = {}) {
  return noLostWrites.judge(buildWrites({ writes, ...built }), noLostWrites.options.parse(options))
}

test('all there', () => {
  expect(judge({ final: without() })).toMatchObject({
    status: 'pass',
    message: '0 of 5 acknowledged writes to orders lost',
    measured: { reading: { value: 0 } },
  })
})

test('one lost is one too many, with its token and the time it was acknowledged', () => {
  expect(judge({ final: without('t1') })).toMatchObject({
    status: 'fail',
    message: '1 of 5 acknowledged writes to orders lost',
    evidence: [{ at: zero - 880, text: 't1: order.place was acknowledged, and it is not there' }],
    measured: { label: 'recovery point', reading: { value: 880 } },
  })
})

test('a removed entry that is back is a lost write', () => {
  const cancelled = { token: 't0', at: 100, op: 'order.cancel' } as const
  expect(judge({ writes: [...writes, cancelled], final: without() })).toMatchObject({
    status: 'fail',
    evidence: [{ text: 't0: order.cancel was acknowledged, and it is there again' }],
  })
})

test('unknown writes and entries that nobody wrote are told, and break nothing', () => {
  const unknown = { token: 'u', at: 50, outcome: 'unknown' } as const
  expect(
    judge({ writes: [...writes, unknown], final: { ...without(), u: 1, z: 1 } }),
  ).toMatchObject({
    status: 'pass',
    message:
      '0 of 5 acknowledged writes to orders lost, 1 unknown, of which 1 took effect, 1 there that nobody wrote',
  })
})

describe('bound', () => {
  test('allows writes acknowledged around the fault to be lost', () => {
    const final = without('t1', 't2', 't3')
    expect(judge({ final }, { bound: '1s' })).toMatchObject({ status: 'pass' })
    expect(judge({ final }, { bound: '600ms' })).toMatchObject({
      status: 'fail',
      evidence: [{ text: expect.stringContaining('t1') }],
    })
  })
  test('reaches as far after the fault as before it', () => {
    expect(judge({ final: without('t4') }, { bound: '1s' })).toMatchObject({ status: 'fail' })
  })
  test('excuses nothing in a control', () => {
    expect(
      judge({ final: without('t2'), run: { faultless: true } }, { bound: '1s' }),
    ).toMatchObject({
      status: 'fail',
    })
  })
})

describe('at-most', () => {
  test('allows so many to be lost, whenever they were acknowledged', () => {
    expect(judge({ final: without('t0', 't4') }, { 'at-most': 2 })).toMatchObject({
      status: 'pass',
    })
    expect(judge({ final: without('t0', 't4') }, { 'at-most': 1 })).toMatchObject({
      status: 'fail',
    })
  })
  test('with bound, both must hold', () => {
    const both = { bound: '1s', 'at-most': 1 }
    expect(judge({ final: without('t1') }, both)).toMatchObject({ status: 'pass' })
    expect(judge({ final: without('t1', 't2') }, both)).toMatchObject({ status: 'fail' })
    expect(judge({ final: without('t0') }, both)).toMatchObject({ status: 'fail' })
  })
})

describe('is unknown', () => {
  test.each([
    { because: 'never read', built: { final: undefined } },
    { because: 'never read until it stopped changing', built: { final: {}, settled: false } },
    { because: 'no write to orders was acknowledged', built: { writes: [], final: {} } },
  ])('$because', ({ because, built }) => {
    expect(judge(built)).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining(because),
    })
  })
  test('when nothing writes', () => {
    const history = buildHistory({ operations: { 'cart.read': {} } })
    expect(noLostWrites.judge(history, {}).status).toBe('unknown')
  })
})

test('fails exactly when an acknowledged write is missing', () => {
  fc.assert(
    fc.property(fc.subarray(writes.map(({ token }) => token)), (lost) => {
      const { status } = judge({ final: without(...lost) })
      expect(status).toBe(lost.length === 0 ? 'pass' : 'fail')
    }),
    { numRuns: 40 },
  )
})
