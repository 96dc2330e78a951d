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

describe('guarded locks', () => {
  /** A protection that can be made to let nobody through. */
  function behindBreaker() {
    const locks = new FakeLocks()
    const breaker = { open: false }
    const protection: Protection = {
      ...unprotected,
      once: (call) =>
        breaker.open ? Promise.reject(new Error('resting')) : unprotected.once(call),
    }
    const release = vi.spyOn(locks, 'release')
    return { locks, breaker, release, safe: guarded(locks, protection) }
  }

  test('are tried through their protection, and released although it lets nobody through', async () => {
    const { locks, breaker, safe } = behindBreaker()
    expect(await safe.acquire('a', 'me', 1000)).toBe(1n)
    breaker.open = true
    await expect(safe.acquire('b', 'me too', 1000)).rejects.toThrow('resting')
    await safe.release('a', 'me')
    expect(locks.holds.size).toBe(0)
  })

  test('are not released for those who were turned away, or twice', async () => {
    const { breaker, release, safe } = behindBreaker()
    await safe.acquire('a', 'me', 1000)
    await safe.release('a', 'me')
    await safe.release('a', 'me')
    breaker.open = true
    await safe.acquire('a', 'you', 1000).catch(() => undefined)
    await safe.release('a', 'you')
    expect(release.mock.calls).toEqual([['a', 'me']])
  })
})
