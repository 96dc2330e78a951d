import { expect, test } from 'vitest'
import type { Errand } from '../../../target-app/contracts/promo.ts'
import { startRelay } from '../../../target-app/promo/relay.ts'
import { errandFor } from '../../support/errands.ts'

/** An outbox in memory, a broker that fails as it is told, and sleeps that take no time but are counted. */
function office(broker: { connected: boolean; publish: (id: string) => Promise<void> }) {
  const unsent = new Map<string, Errand>()
  const taken = new Set<string>()
  const sleeps: number[] = []
  const quiet = Promise.withResolvers<void>()
  const relay = startRelay({
    store: {
      async takeUnsent(most) {
        const free = [...unsent.values()].filter(({ id }) => !taken.has(id)).slice(0, most)
        for (const { id } of free) taken.add(id)
        return free
      },
      async markSent(ids) {
        for (const id of ids) unsent.delete(id)
      },
      async giveBack(ids) {
        for (const id of ids) taken.delete(id)
      },
    },
    queues: {
      get connected() {
        return broker.connected
      },
      publish: (_queue, { id }) => broker.publish(id),
    },
    queue: 'errands',
    sleep: async (ms) => {
      sleeps.push(ms)
      if (sleeps.length > 8) quiet.resolve()
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    },
    random: () => 1,
    onTrouble: () => undefined,
  })
  const put = (count: number): void => {
    for (let i = 0; i < count; i += 1) {
      const errand = errandFor(String(i))
      unsent.set(errand.id, errand)
    }
  }
  return { put, unsent, sleeps, relay, quiet: quiet.promise }
}

test('sends everything there is, batch after batch', async () => {
  const sent: string[] = []
  const { put, unsent, relay, quiet } = office({
    connected: true,
    publish: async (id) => void sent.push(id),
  })
  put(120)
  await quiet
  await relay.stop()
  expect([new Set(sent).size, sent.length, unsent.size]).toEqual([120, 120, 0])
})

test('keeps what was not confirmed and sends it again', async () => {
  let refusals = 3
  const sent: string[] = []
  const { put, unsent, relay, quiet } = office({
    connected: true,
    async publish(id) {
      sent.push(id)
      if (refusals-- > 0) throw new Error('not confirmed in time')
    },
  })
  put(2)
  await quiet
  await relay.stop()
  expect(unsent.size).toBe(0)
  expect(sent).toHaveLength(5)
})

test('waits longer and longer while nothing can be sent, up to a limit', async () => {
  const { put, sleeps, relay, quiet, unsent } = office({
    connected: true,
    publish: () => Promise.reject(new Error('gone')),
  })
  put(1)
  await quiet
  await relay.stop()
  // The first look finds an empty outbox.
  expect(sleeps.slice(1, 7)).toEqual([200, 400, 800, 1600, 2000, 2000])
  expect(unsent.size).toBe(1)
})

test('takes nothing while there is no broker', async () => {
  const sent: string[] = []
  const broker = { connected: false, publish: async (id: string) => void sent.push(id) }
  const { put, unsent, relay, quiet } = office(broker)
  put(1)
  await quiet
  await relay.stop()
  expect([sent, unsent.size]).toEqual([[], 1])
})
