import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rpo } from '../../../harness/checks/rpo.ts'
import { buildWrites, zero, type BuiltWrites } from '../../support/build-writes.ts'

/** Acknowledged 20 ms later: 4, 2, 1 and 0.1 s before the damage, and 0.5 and 9 s after it. */
const writes = [-4020, -2020, -1020, -120, 480, 8980].map((at, index) => ({
  token: `t${index}`,
  at,
}))
const tokens = writes.map(({ token }) => token)

function without(...lost: string[]): Readonly<Record<string, number>> {
  const kept = tokens.filter((token) => !lost.includes(token))
  return Object.fromEntries(kept.map((token) => [token, 1]))
}
function judge(built: Partial<BuiltWrites>, options: Readonly<Record<string, unknown>> = {}) {
  const asked = {
    rpo: 'orders',
    ...(Object.keys(options).length === 0 ? { 'at-most': '2s' } : options),
  }
  return rpo.judge(buildWrites({ writes, ...built }), rpo.options.parse(asked))
}

test('nothing lost', () => {
  expect(judge({ final: without() })).toMatchObject({
    status: 'pass',
    message: '0 of 6 acknowledged writes to orders lost: nothing acknowledged was lost',
    measured: { label: 'recovery point, orders', reading: { value: 0 }, limit: { value: 2000 } },
  })
})

test('lost up to the limit, which is told', () => {
  expect(judge({ final: without('t1', 't2', 't3') })).toMatchObject({
    status: 'pass',
    message:
      '3 of 6 acknowledged writes to orders lost: 3 lost, acknowledged from -2.00 s to -100 ms around the damage',
    measured: { reading: { value: 2000, at: zero - 2000 } },
  })
})

test('lost from further back', () => {
  expect(judge({ final: without('t0', 't1', 't3') })).toMatchObject({
    status: 'fail',
    message:
      '3 of 6 acknowledged writes to orders lost; 1 were acknowledged more than 2.00 s before the damage',
    evidence: [
      {
        at: zero - 4000,
        text: 't0: order.place was acknowledged 4.00 s before the damage, and it is not there',
      },
    ],
    measured: { reading: { value: 4000 } },
  })
})

test('what was acknowledged after the damage must be there, or within the time that is allowed', () => {
  const final = without('t4')
  expect(judge({ final })).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('1 more than 0 ms after it'),
    evidence: [{ text: expect.stringContaining('500 ms after the damage') }],
  })
  expect(judge({ final }, { 'at-most': '2s', after: '1s' }).status).toBe('pass')
  expect(judge({ final: without('t5') }, { 'at-most': '2s', after: '1s' }).status).toBe('fail')
})

test('so many at most', () => {
  const two = { 'at-most-count': 2 }
  expect(judge({ final: without('t0', 't3') }, two).status).toBe('pass')
  expect(judge({ final: without('t0', 't2', 't3') }, two)).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('at most 2 were allowed'),
    evidence: [{ text: expect.stringContaining('t0') }, { text: expect.stringContaining('t3') }],
  })
  expect(judge({ final: without('t0') }, { ...two, 'at-most': '2s' }).status).toBe('fail')
})

describe('a loss without an end keeps no promise', () => {
  const before = tokens.slice(0, 4)
  test('when everything is gone and nothing was older than the limit', () => {
    expect(judge({ final: without(...before) }, { 'at-most': '10s' })).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('nothing older is left of 4 from before the damage'),
      next: 'Let more be written before the damage.',
    })
    expect(judge({ final: without('t1', 't2', 't3') }, { 'at-most': '10s' }).status).toBe('pass')
  })
  test('when fewer were written than may be lost', () => {
    const most = { 'at-most-count': 75 }
    expect(judge({ final: without(...before) }, most).status).toBe('unknown')
    expect(judge({ final: without('t0', 't1', 't2') }, most).status).toBe('pass')
    expect(judge({ final: without() }, most).status).toBe('pass')
  })
  test('nor is what was taken away, and is not there, left of what was put in', () => {
    const cancelled = { token: 'seeded', at: -9000, op: 'order.cancel' } as const
    const built = { writes: [cancelled, ...writes], final: without(...before) }
    expect(judge(built, { 'at-most': '10s' }).status).toBe('unknown')
  })
})

test('in a control nothing may be lost', () => {
  expect(judge({ final: without('t3'), run: { faultless: true } }).status).toBe('fail')
  expect(judge({ final: without(), run: { faultless: true } }).status).toBe('pass')
})

test('how much may be lost must be said', () => {
  expect(rpo.options.safeParse({ rpo: 'orders' }).success).toBe(false)
})

describe('the damage', () => {
  test('can be something else than the first fault', () => {
    const wiped = {
      kind: 'event',
      at: zero + 1000,
      source: 'redis-1',
      name: 'wiped',
      text: '',
    } as const
    const built = { final: without('t4'), run: { extra: [wiped] } }
    expect(judge(built, { 'at-most': '2s', damage: 'wiped' }).status).toBe('unknown')
  })
  test('must have happened', () => {
    expect(judge({ final: without() }, { 'at-most': '2s', damage: 'flood' })).toMatchObject({
      status: 'unknown',
      because: 'flood never happened',
    })
  })
})

test.each([
  { because: 'never read', built: {} },
  { because: 'never read', built: { final: {}, settled: false } },
  { because: 'acknowledged before the damage', built: { writes: writes.slice(4), final: {} } },
])('unknown: $because', ({ because, built }) => {
  expect(judge(built)).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining(because),
  })
})

test('fails exactly when something outside of the limit is lost', () => {
  fc.assert(
    fc.property(fc.subarray(tokens), (lost) => {
      const outside = lost.some((token) => ['t0', 't4', 't5'].includes(token))
      expect(judge({ final: without(...lost) }).status).toBe(outside ? 'fail' : 'pass')
    }),
    { numRuns: 60 },
  )
})
