import { describe, expect, test } from 'vitest'
import { manualClock } from '../../../harness/clock.ts'
import { keptByEngine, type RemovableNetwork } from '../../../harness/runtime/remove-network.ts'

const refusal = Object.assign(new Error('has active endpoints'), { statusCode: 403 })
const missing = Object.assign(new Error('no such network'), { statusCode: 404 })

/** A network that somebody is seen in until `inUseUntil` and that can be removed from `freeFrom` on, in ms. */
async function removal(times: {
  readonly inUseUntil: number
  readonly freeFrom: number
  readonly goneFrom?: number
}): Promise<{ readonly kept: boolean | Error; readonly afterMs: number }> {
  const clock = manualClock()
  const gone = (): boolean => clock.now() >= (times.goneFrom ?? Infinity)
  const network: RemovableNetwork = {
    async remove() {
      if (clock.now() < times.freeFrom) throw refusal
    },
    async inspect() {
      if (gone()) throw missing
      return { Containers: clock.now() < times.inUseUntil ? { guest: {} } : {} }
    },
  }
  let afterMs = Infinity
  const kept = keptByEngine(network, clock)
    .catch((error: Error) => error)
    .finally(() => (afterMs = clock.now()))
  await clock.advance(60_000)
  return { kept: await kept, afterMs }
}

describe('keptByEngine', () => {
  test('a network that nobody is in goes at once', async () => {
    expect(await removal({ inUseUntil: 0, freeFrom: 0 })).toEqual({ kept: false, afterMs: 0 })
  })

  test('who leaves between the refusal and the look is waited for', async () => {
    expect(await removal({ inUseUntil: 0, freeFrom: 1 })).toEqual({ kept: false, afterMs: 200 })
  })

  test('an engine that has not yet done with who left is waited for', async () => {
    const { kept, afterMs } = await removal({ inUseUntil: 5000, freeFrom: 7500 })
    expect({ kept, afterMs }).toEqual({ kept: false, afterMs: 7600 })
  })

  test('a refusal that stays although nobody is in it means that it is kept', async () => {
    const { kept, afterMs } = await removal({ inUseUntil: 1000, freeFrom: Infinity })
    expect(kept).toBe(true)
    expect(afterMs).toBeGreaterThanOrEqual(3800)
    expect(afterMs).toBeLessThanOrEqual(4000)
  })

  test('one that somebody else has removed is not kept', async () => {
    const { kept } = await removal({ inUseUntil: 900, freeFrom: Infinity, goneFrom: 1000 })
    expect(kept).toBe(false)
  })

  test('the refusal is told when somebody stays in it', async () => {
    const { kept, afterMs } = await removal({ inUseUntil: Infinity, freeFrom: Infinity })
    expect(kept).toBe(refusal)
    expect(afterMs).toBeGreaterThan(15_000)
    expect(afterMs).toBeLessThan(16_000)
  })
})
