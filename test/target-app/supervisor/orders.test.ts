import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReleaseOrder, RestartOrder } from '../../../target-app/contracts/heartbeat.ts'
import { releaseOrderIn, restartOrderIn } from '../../../target-app/supervisor/orders.ts'

/** What can stand in JSON, and the number that JSON can only say as 1e999. */
const value = fc.oneof(fc.jsonValue(), fc.constant(Infinity))
/** Often an order, often nearly one. */
const restart = fc.record(
  {
    how: fc.oneof(fc.constantFrom('now', 'drain', 'later'), value),
    until: fc.oneof(fc.double({ noNaN: true }), value),
    more: value,
  },
  { requiredKeys: [] },
)
const release = fc.record(
  { release: fc.oneof(fc.constantFrom('', '2', 'leaky'), value), more: value },
  { requiredKeys: [] },
)

test.each([
  ['restart', restartOrderIn, RestartOrder, restart],
  ['release', releaseOrderIn, ReleaseOrder, release],
] as const)('an order to %s is read as the contract has it', (_, read, contract, orders) => {
  const taken = new Set<boolean>()
  fc.assert(
    fc.property(fc.oneof({ weight: 4, arbitrary: orders }, value), (body) => {
      const told = contract.safeParse(body)
      expect(read(body)).toEqual(told.data)
      taken.add(told.success)
    }),
    { numRuns: 500 },
  )
  // Comparing refusals alone would show nothing.
  expect(taken).toEqual(new Set([true, false]))
})
