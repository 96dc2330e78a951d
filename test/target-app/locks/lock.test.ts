import { describe, expect, test, vi } from 'vitest'
import { guarded, underLock, type LockOptions } from '../../../target-app/locks/lock.ts'
import type { Protection } from '../../../target-app/service/resilience.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'
import { FakeLocks } from '../../support/fake-locks.ts'
import { unprotected } from '../../support/fake-redis.ts'

/** Waiting moves the clock by 50 ms and lets others have their turn. */
function lockOf(
  locks: FakeLocks,
  changes: Partial<LockOptions> = {},
  later: [number, () => void][] = [],
) {
  return underLock({
    locks,
    leaseMs: 1000,
    patienceMs: 200,
    busy: { status: 409, code: 'busy', message: 'Busy.' },
    sharedKey: true,
    clock: {
      now: () => locks.now,
      pause: async () => {
        locks.now += 50
        await new Promise((resolve) => setImmediate(resolve))
      },
      after: (ms, then) => later.push([ms, then]),
    },
    ...changes,
  })
}

/** Work that lasts until the test ends it. */
function longWork() {
  const { promise, resolve } = Promise.withResolvers<string>()
  const began = Promise.withResolvers<void>()
  const work = () => {
    began.resolve()
    return promise
  }
  return { work, end: () => resolve('done'), began: began.promise }
}

describe('under a lock', () => {
  test('work gets the token, the owner and the time until which it is alone, and the lock is free afterwards', async () => {
    const locks = new FakeLocks()
    locks.now = 5000
    const fence = await lockOf(locks)('till', async (given) => given)
    expect(fence).toEqual({
      name: 'till',
      token: 1n,
      owner: expect.any(String),
      until: new Date(6000),
    })
    expect(locks.holds.size).toBe(0)
  })

  test('nobody works while somebody else does, and whoever waits long enough gets it next', async () => {
    const locks = new FakeLocks()
    const lock = lockOf(locks)
    const first = longWork()
    const second = vi.fn<() => Promise<string>>(async () => 'second')
    const firstDone = lock('till', first.work)
    await first.began
    const secondDone = lock('till', second)
    await new Promise((resolve) => setImmediate(resolve))
    expect(second).not.toHaveBeenCalled()
    first.end()
    expect(await Promise.all([firstDone, secondDone])).toEqual(['done', 'second'])
  })

  test('whoever has no more patience is told so, and leaves the other’s lock alone', async () => {
    const locks = new FakeLocks()
    const lock = lockOf(locks)
    const first = longWork()
    const firstDone = lock('till', first.work)
    await first.began
    const refused = await lock('till', async () => 'never').catch((error: unknown) => error)
    expect(refused).toEqual(new ShopError(409, 'busy', 'Busy.'))
    expect(locks.now).toBe(200)
    expect(locks.holds.has('till')).toBe(true)
    first.end()
    await firstDone
  })

  test('a hold whose answer was lost is released too', async () => {
    const locks = new FakeLocks()
    const acquire = async (...hold: Parameters<FakeLocks['acquire']>) => {
      await locks.acquire(...hold)
      throw new Error('the answer was lost')
    }
    const release = locks.release.bind(locks)
    const lock = lockOf(locks, { locks: { acquire, release } })
    await expect(lock('till', async () => 'never')).rejects.toThrow('the answer was lost')
    expect(locks.holds.size).toBe(0)
  })

  test.each([
    ['a clear no', new ShopError(409, 'lock-lost', 'No.'), 0],
    ['no clear answer', new ShopError(503, 'resting', 'Resting.'), 1],
    ['something that broke', new Error('broken'), 1],
  ])('after %s, %o, %i lock is kept until its lease is over', async (_, error, holds) => {
    const locks = new FakeLocks()
    const later: [number, () => void][] = []
    const lock = lockOf(locks, {}, later)
    await expect(lock('till', () => Promise.reject(error))).rejects.toBe(error)
    expect([locks.holds.size, later.map(([ms]) => ms)]).toEqual([holds, holds ? [1000] : []])
    later[0]?.[1]()
    expect(locks.holds.size).toBe(0)
  })

  test('a release that fails changes nothing', async () => {
    const locks = new FakeLocks()
    const failing = {
      acquire: locks.acquire.bind(locks),
      release: () => Promise.reject(new Error('gone')),
    }
    expect(await lockOf(locks, { locks: failing })('till', async () => 'done')).toBe('done')
  })

  test('with the weakness `lock-random-key` two work at once under one name', async () => {
    const lock = lockOf(new FakeLocks(), { sharedKey: false })
    const first = longWork()
    const firstDone = lock('till', first.work)
    await first.began
    expect(await lock('till', async ({ name }) => name)).toBe('till')
    first.end()
    await firstDone
  })
})

test('guarded locks ask through their protection', async () => {
  const locks = new FakeLocks()
  let asked = 0
  const protection: Protection = {
    ...unprotected,
    once: (call) => {
      asked += 1
      return unprotected.once(call)
    },
  }
  const safe = guarded(locks, protection)
  expect(await safe.acquire('a', 'me', 1000)).toBe(1n)
  await safe.release('a', 'me')
  expect([asked, locks.holds.size]).toEqual([2, 0])
})
