import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneHolder } from '../../../harness/checks/one-holder.ts'
import { buildWrites, type BuiltWrites } from '../../support/build-writes.ts'

const sound = { acquired: 80, staleRefused: 2, staleAccepted: 0 }

function judge(
  totals: Readonly<Record<string, number>>,
  options: Readonly<Record<string, unknown>> = {},
  more: Partial<BuiltWrites> = {},
) {
  const history = buildWrites({ writes: [], final: {}, totals, ...more })
  return oneHolder.judge(history, oneHolder.options.parse({ 'one-holder': 'orders', ...options }))
}

test('a late write that was refused proves it', () => {
  expect(judge(sound)).toMatchObject({
    status: 'pass',
    message: 'nobody wrote without the lock: 80 holders, 2 late writes refused',
    measured: { reading: { value: 0, samples: 80 }, limit: { value: 0 } },
  })
})

test.each([
  { broken: { staleAccepted: 1 }, text: '1 writes with an older token came through' },
  { broken: { overlaps: 3 }, text: '3 writes were made amid those of another holder' },
])('$text', ({ broken, text }) => {
  expect(judge({ ...sound, ...broken })).toMatchObject({ status: 'fail', evidence: [{ text }] })
})

describe('a lock that was put to no test proves nothing', () => {
  test('nobody came too late', () => {
    expect(judge({ ...sound, staleRefused: 0 })).toMatchObject({
      status: 'unknown',
      because: expect.stringContaining('no holder came too late'),
    })
  })
  test('or nobody was turned away, when that is the test', () => {
    const asked = { challenge: 'contention' }
    const calm = { ...sound, staleRefused: 0 }
    expect(judge({ ...calm, turnedAway: 0 }, asked).status).toBe('unknown')
    expect(judge({ ...calm, turnedAway: 4 }, asked).status).toBe('pass')
    expect(judge(calm, asked)).toMatchObject({ because: 'orders does not say turnedAway' })
  })
  test('a control has nobody who comes too late', () => {
    const run = { faultless: true }
    expect(judge({ ...sound, staleRefused: 0 }, {}, { run }).status).toBe('pass')
    expect(judge({ ...sound, staleAccepted: 1 }, {}, { run }).status).toBe('fail')
  })
  test('nor need anybody be turned away in one', () => {
    const asked = { challenge: 'contention' }
    const totals = { ...sound, turnedAway: 0 }
    expect(judge(totals, asked, { run: { faultless: true } }).status).toBe('pass')
  })
})

test.each([
  { why: 'not read', totals: sound, more: { final: undefined }, because: 'never read' },
  { why: 'not settled', totals: sound, more: { settled: false }, because: 'never read' },
  { why: 'never got', totals: { ...sound, acquired: 0 }, more: {}, because: 'nobody ever got' },
  { why: 'not told', totals: { acquired: 3 }, more: {}, because: 'staleRefused, staleAccepted' },
  {
    why: 'no number',
    totals: { ...sound, staleAccepted: NaN },
    more: {},
    because: 'staleAccepted',
  },
  { why: 'no number', totals: { ...sound, overlaps: NaN }, more: {}, because: 'overlaps' },
])('unknown: $why', ({ totals, more, because }) => {
  expect(judge(totals, {}, more)).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining(because),
  })
})

test('never passes unless somebody was refused, and nobody came through', () => {
  const n = fc.nat({ max: 3 })
  fc.assert(
    fc.property(n, n, n, n, (acquired, staleRefused, staleAccepted, overlaps) => {
      const { status } = judge({ acquired, staleRefused, staleAccepted, overlaps })
      const broken = staleAccepted + overlaps > 0
      const proved = acquired > 0 && staleRefused > 0
      expect(status).toBe(acquired > 0 && broken ? 'fail' : proved ? 'pass' : 'unknown')
    }),
  )
})
