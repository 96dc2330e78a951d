import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Cache } from '../../../target-app/guide/cache.ts'

/** A cache, a clock to turn, and a source that counts and can be made to fail. */
function kept(changes: { maxAgeMs?: number; maxEntries?: number } = {}) {
  const state = { now: 0, asked: 0, fails: false }
  const cache = new Cache<string>({
    freshMs: 100,
    maxAgeMs: 1000,
    maxEntries: 10,
    now: () => state.now,
    ...changes,
  })
  const ask = async (): Promise<string> => {
    state.asked += 1
    if (state.fails) throw new Error('resting')
    return `answer ${state.asked}`
  }
  const get = (key = 'mug') => cache.get(key, ask)
  /** Lets what goes on behind come to its end. */
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { cache, state, get, settle }
}

describe('kept answers', () => {
  test('are given without asking while they are fresh', async () => {
    const { state, get } = kept()
    expect(await get()).toEqual({ value: 'answer 1', ageMs: 0, uncertain: false })
    state.now = 100
    expect(await get()).toEqual({ value: 'answer 1', ageMs: 100, uncertain: false })
    expect(state.asked).toBe(1)
  })

  test('are given while they are stale, and asked for anew behind', async () => {
    const { state, get, settle } = kept()
    await get()
    state.now = 500
    expect(await get()).toMatchObject({ value: 'answer 1', ageMs: 500 })
    await settle()
    expect(await get()).toMatchObject({ value: 'answer 2', ageMs: 0 })
  })

  test('are uncertain once asking anew has failed, and certain again when it has not', async () => {
    const { state, get, settle } = kept()
    await get()
    state.now = 500
    state.fails = true
    expect(await get()).toMatchObject({ uncertain: false })
    await settle()
    expect(await get()).toMatchObject({ value: 'answer 1', uncertain: true })
    await settle()
    state.fails = false
    await get()
    await settle()
    expect(await get()).toMatchObject({ ageMs: 0, uncertain: false })
  })

  test('are not given when they are too old', async () => {
    const { state, get } = kept()
    await get()
    state.now = 1001
    state.fails = true
    await expect(get()).rejects.toThrow('resting')
  })

  test('are given at any age when the weakness is planted', async () => {
    const { state, get } = kept({ maxAgeMs: Infinity })
    await get()
    state.now = 1e9
    state.fails = true
    expect(await get()).toMatchObject({ ageMs: 1e9 })
  })

  test('are asked for once, however many want the same', async () => {
    const { state, get } = kept()
    expect(new Set((await Promise.all([get(), get(), get()])).map(({ value }) => value)).size).toBe(
      1,
    )
    expect(state.asked).toBe(1)
  })

  test('make room: the one used longest ago goes', async () => {
    const { state, get } = kept({ maxEntries: 2 })
    await get('a')
    await get('b')
    await get('a')
    await get('c')
    await get('a')
    expect(state.asked).toBe(3)
    await get('b')
    expect(state.asked).toBe(4)
  })

  test('are forgotten when somebody says so', async () => {
    const { cache, state, get } = kept()
    await get()
    cache.clear()
    await get()
    expect(state.asked).toBe(2)
  })

  test('are never older than allowed, whatever happens', async () => {
    const steps = fc.array(fc.record({ wait: fc.nat({ max: 700 }), fails: fc.boolean() }), {
      minLength: 1,
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const { state, get, settle } = kept()
        for (const { wait, fails } of all) {
          state.now += wait
          state.fails = fails
          const answer = await get().catch(() => undefined)
          expect(answer?.ageMs ?? 0).toBeLessThanOrEqual(1000)
          await settle()
        }
      }),
      { numRuns: 50 },
    )
  })
})
