import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { underLock } from '../../../target-app/locks/lock.ts'
import { tills } from '../../../target-app/locks/tills.ts'
import { FakeLocks } from '../../support/fake-locks.ts'
import { unprotected } from '../../support/fake-redis.ts'
import { FakeTillDatabase } from '../../support/fake-till-database.ts'

const leaseMs = 100

/** Two tills whose users sleep until the test wakes them. */
function shop(fencing = true) {
  const locks = new FakeLocks()
  const database = new FakeTillDatabase()
  const sleepers: (() => void)[] = []
  const service = tills({
    replica: 'cart-1',
    database,
    protection: unprotected,
    underLock: {
      redis: underLock({
        locks,
        leaseMs,
        patienceMs: 0,
        busy: { status: 409, code: 'till-busy', message: 'Busy.' },
        sharedKey: true,
        clock: {
          now: () => locks.now,
          pause: () => Promise.reject(new Error('has no patience')),
          after: () => undefined,
        },
      }),
    },
    fencing,
    sleep: () => new Promise((resolve) => sleepers.push(resolve)),
  })
  const outcomes: string[] = []
  const use = async (till: string): Promise<void> => {
    const outcome = service.use('redis', till, { token: `wish-${outcomes.length}`, forMs: 1 }).then(
      () => 'ok',
      (error: unknown) => String(error),
    )
    void outcome.then((text) => outcomes.push(text))
    await settled()
  }
  const wake = async (which: number): Promise<void> => {
    sleepers.splice(which % Math.max(1, sleepers.length), 1)[0]?.()
    await settled()
  }
  return { locks, database, outcomes, sleepers, use, wake }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Whether anybody wrote at a till where somebody else had entered after they did. */
function wroteTooLate({ moments }: FakeTillDatabase): boolean {
  const latest = new Map<string, string>()
  return moments.some(({ owner, till, did }) => {
    if (did === 'entered') latest.set(till, owner)
    return did === 'written' && latest.get(till) !== owner
  })
}

/** A holder sleeps for longer than its lease, and somebody else uses the till meanwhile. */
async function oversleep(fencing: boolean) {
  const played = shop(fencing)
  await played.use('a')
  played.locks.now += leaseMs
  await played.use('a')
  await played.wake(1)
  await played.wake(0)
  return played
}

describe('a till', () => {
  test('is refused to somebody who slept for longer than the lease while another used it', async () => {
    const { outcomes, database } = await oversleep(true)
    expect(outcomes).toEqual(['ok', expect.stringContaining('went to somebody else')])
    expect(wroteTooLate(database)).toBe(false)
  })

  test('is written too late with the weakness `no-fencing`', async () => {
    const { outcomes, database } = await oversleep(false)
    expect(outcomes).toEqual(['ok', 'ok'])
    expect(wroteTooLate(database)).toBe(true)
  })

  test('goes on for somebody who slept too long while nobody came', async () => {
    const { locks, outcomes, use, wake } = shop()
    await use('a')
    locks.now += 10 * leaseMs
    await wake(0)
    expect(outcomes).toEqual(['ok'])
  })

  test('is not known under a keeper that is not there', async () => {
    const service = tills({
      replica: 'cart-1',
      database: new FakeTillDatabase(),
      protection: unprotected,
      underLock: {},
      fencing: true,
      sleep: async () => undefined,
    })
    const use = service.use('zookeeper', 'a', { token: 'w', forMs: 0 })
    await expect(use).rejects.toMatchObject({ status: 404 })
  })
})

type Step =
  | { readonly do: 'use'; readonly till: string }
  | { readonly do: 'wake' | 'wait' | 'forget'; readonly n: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('use' as const), till: fc.constantFrom('a', 'b') }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wake' as const), n: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.nat(2 * leaseMs) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), n: fc.constant(0) }) },
)

async function play(steps: readonly Step[], fencing = true): Promise<FakeTillDatabase> {
  const { locks, database, use, wake, sleepers } = shop(fencing)
  for (const next of steps) {
    if (next.do === 'use') await use(next.till)
    else if (next.do === 'wake') await wake(next.n)
    else if (next.do === 'wait') locks.now += next.n
    else locks.forget()
  }
  while (sleepers.length > 0) await wake(0)
  return database
}

test('whatever holders sleep through and keepers forget, nobody writes after a newer holder entered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      expect(wroteTooLate(await play(steps))).toBe(false)
    }),
    { numRuns: 150 },
  )
})

test('the same property finds the missing fence', async () => {
  const found = await fc.check(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      expect(wroteTooLate(await play(steps, false))).toBe(false)
    }),
    { numRuns: 150, seed: 1 },
  )
  expect(found.failed).toBe(true)
})
