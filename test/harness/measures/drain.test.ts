import { expect, test } from 'vitest'
import { drainOf } from '../../../harness/measures/drain.ts'
import { buildHistory } from '../../support/build-history.ts'

const operations = { 'promo.claim': { rate: 20 } }
/** The slot of the last request ends here, give or take a period. */
const end = 80_000

/** What was pending at these times after the end of the load. */
function drain(looks: readonly (readonly [number, number])[]) {
  const extra = looks.map(([at, pending]) => ({
    ...({ kind: 'read', ledger: 'mails', round: 0, settled: false, tokens: {} } as const),
    ...{ at: end + at, totals: { pending } },
  }))
  return drainOf(buildHistory({ operations, extra }), 'mails')
}

test('begins when the last request was answered', () => {
  const built = buildHistory({ operations })
  const [first] = built.requests
  if (first === undefined) throw new Error('the history of this test has no request')
  const late = { ...first, seq: 9999, intended: end - 100, end: end + 2400 }
  const read = { kind: 'read', ledger: 'mails', round: 0, settled: false, tokens: {} } as const
  const reads = [{ ...read, at: end + 3000, totals: { pending: 0 } }]
  const history = { ...built, requests: [...built.requests, late], reads }
  expect(drainOf(history, 'mails')).toMatchObject({ from: end + 2400, emptyAt: end + 3000 })
})

test('lies between the last look with and the first look without anything pending', () => {
  expect(
    drain([
      [500, 4],
      [1500, 1],
      [2500, 0],
      [3500, 0],
    ]),
  ).toMatchObject({
    lastPending: end + 1500,
    emptyAt: end + 2500,
    pending: 0,
  })
})

test('is not over when something is pending again', () => {
  expect(
    drain([
      [500, 1],
      [1500, 0],
      [2500, 1],
      [3500, 0],
    ]),
  ).toMatchObject({
    lastPending: end + 2500,
    emptyAt: end + 3500,
  })
  expect(
    drain([
      [500, 0],
      [1500, 2],
    ]),
  ).toMatchObject({ emptyAt: null, pending: 2 })
})

test('has nothing to do with what was pending while the load went on', () => {
  const drained = drain([
    [-9000, 7],
    [500, 0],
  ])
  expect(drained?.lastPending).toBe(drained?.from)
  expect(drained?.emptyAt).toBe(end + 500)
})

test('is not known of a ledger that says nothing of it, or was read too early', () => {
  expect(drain([])).toBeUndefined()
  expect(drain([[-500, 0]])).toBeUndefined()
  expect(
    drain([
      [500, 0],
      [1500, NaN],
    ]),
  ).toBeUndefined()
})
