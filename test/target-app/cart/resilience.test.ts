import { describe, expect, test, vi } from 'vitest'
import { protectionsOf } from '../../../target-app/cart/resilience.ts'

/* What carts promise while Redis or PostgreSQL is silent and no time-out ends the waiting. */

const alone = {
  ...{ retry: true, circuitBreaker: false, timeOut: false },
  ...{ socketTimeOut: true, patientTimeOut: true },
}
const silence = () => new Promise<never>(() => undefined)

describe.each([
  ['redis', 'carts-resting'],
  ['postgres', 'checkout-resting'],
] as const)('%s is silent', (name, code) => {
  /** How many of 200 shoppers are told something, all asking at once. */
  const told = async (bulkhead: boolean): Promise<unknown[]> => {
    const protection = protectionsOf({ ...alone, bulkhead }, () => undefined)[name]
    const refusals: unknown[] = []
    for (let i = 0; i < 200; i += 1)
      protection.repeatable(silence).catch((error: unknown) => refusals.push(error))
    // A refusal is there as soon as everything that was due has happened.
    await new Promise((resolve) => setImmediate(resolve))
    return refusals
  }

  test('at most 64 wait; everybody else is told at once, in clear words', async () => {
    const refusals = await told(true)
    expect(refusals).toHaveLength(136)
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 503, code })
  })

  test('with the bulkhead off all of them wait', async () => {
    expect(await told(false)).toEqual([])
  })
})

test('a full bulkhead of carts costs no checkout', async () => {
  const { redis, postgres } = protectionsOf({ ...alone, bulkhead: true }, () => undefined)
  for (let i = 0; i < 64; i += 1) void redis.repeatable(silence)
  await expect(redis.once(silence)).rejects.toMatchObject({ code: 'carts-resting' })
  expect(await postgres.once(async () => 'bought')).toBe('bought')
})

test('Redis may take longer than on a good day, unless the weakness is planted', async () => {
  vi.useFakeTimers()
  try {
    for (const patientTimeOut of [true, false]) {
      const switches = { ...alone, bulkhead: false, timeOut: true, patientTimeOut }
      const late = () => new Promise((resolve) => setTimeout(resolve, 100, 'there'))
      const answered = protectionsOf(switches, () => undefined)
        .redis.once(late)
        .then(
          () => true,
          () => false,
        )
      await vi.advanceTimersByTimeAsync(1000)
      expect(await answered).toBe(patientTimeOut)
    }
  } finally {
    vi.useRealTimers()
  }
})
