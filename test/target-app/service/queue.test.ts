import { describe, expect, test } from 'vitest'
import { openQueues, type QueuesOptions } from '../../../target-app/service/queue.ts'
import { FakeBroker } from '../../support/fake-broker.ts'

async function office(changes: Partial<QueuesOptions> = {}) {
  const broker = new FakeBroker()
  const states: boolean[] = []
  const troubles: string[] = []
  const queues = await openQueues(
    {
      host: 'rabbitmq',
      queues: [{ name: 'work', restsMs: [100, 200] }],
      confirmMs: 30,
      confirms: true,
      onState: (connected) => states.push(connected),
      onTrouble: (because) => troubles.push(because),
      random: () => 1,
      ...changes,
    },
    broker.dial,
  )
  return { broker, queues, states, troubles }
}
const message = { id: 'm1', body: { for: 'anna' } }

describe('sending', () => {
  test('resolves when the broker has it on disk', async () => {
    const { broker, queues } = await office()
    await broker.come()
    await queues.publish('work', message)
    expect(broker.kept('work')).toMatchObject([
      { id: 'm1', body: { for: 'anna' }, persistent: true, attempt: 0 },
    ])
  })

  test('fails when the broker is not there, and when it says nothing', async () => {
    const { broker, queues } = await office()
    await expect(queues.publish('work', message)).rejects.toThrow('the broker is not there')
    await broker.come()
    broker.silent = true
    await expect(queues.publish('work', message)).rejects.toThrow('not confirmed in time')
  })

  test('fails when the broker goes before it has confirmed', async () => {
    const { broker, queues } = await office({ confirmMs: 60_000 })
    await broker.come()
    broker.silent = true
    const sent = queues.publish('work', message)
    broker.go()
    await expect(sent).rejects.toThrow('not confirmed')
  })

  test('waits for nothing by the weakness sent-before-confirm', async () => {
    const { broker, queues } = await office({ confirms: false })
    await broker.come()
    broker.silent = true
    await queues.publish('work', message)
    expect(broker.kept('work')).toEqual([])
  })

  test('lets a message rest, longer with every attempt', async () => {
    const { broker, queues } = await office()
    await broker.come()
    for (const attempt of [1, 2, 3]) await queues.publishRested('work', { ...message, attempt })
    expect(broker.kept('work.rest-1')).toMatchObject([{ restMs: 100, attempt: 1 }])
    expect(broker.kept('work.rest-2')).toMatchObject([{ restMs: 200 }, { restMs: 200 }])
    expect(broker.backTo('work.rest-2')).toBe('work')
  })

  test('lets a message rest that was not tried, as often as it has rested', async () => {
    const { broker, queues } = await office()
    await broker.come()
    await queues.publishRested('work', { ...message, attempt: 0, rests: 2 })
    expect(broker.kept('work.rest-2')).toMatchObject([{ restMs: 200, attempt: 0 }])
  })
})

describe('receiving', () => {
  test('a message is forgotten when it is done, not before', async () => {
    const { broker, queues } = await office()
    await broker.come()
    const done = Promise.withResolvers<void>()
    queues.consume('work', { atOnce: 1, handle: () => done.promise })
    await broker.hand('work', message)
    expect(broker.acknowledged).toEqual([])
    done.resolve()
    await broker.settled()
    expect(broker.acknowledged).toEqual(['m1'])
  })

  test('a message is forgotten at once by the weakness acknowledged-before-done', async () => {
    const { broker, queues } = await office()
    await broker.come()
    const never = Promise.withResolvers<void>()
    queues.consume('work', { atOnce: 1, acknowledgeFirst: true, handle: () => never.promise })
    await broker.hand('work', message)
    expect(broker.acknowledged).toEqual(['m1'])
  })

  test('a message goes back when its handling fails', async () => {
    const { broker, queues, troubles } = await office()
    await broker.come()
    const handle = () => Promise.reject(new Error('no database'))
    queues.consume('work', { atOnce: 1, giveBackAfterMs: 0, handle })
    await broker.hand('work', message)
    await broker.givenBack
    expect([broker.acknowledged, troubles]).toEqual([[], ['no database']])
  })

  test('goes on when the broker comes back', async () => {
    const { broker, queues, states } = await office()
    const got: string[] = []
    queues.consume('work', { atOnce: 3, handle: async ({ id }) => void got.push(id) })
    await broker.come()
    broker.go()
    expect(queues.connected).toBe(false)
    await broker.come()
    await broker.hand('work', message)
    await broker.settled()
    expect([states, got, broker.atOnce]).toEqual([[true, false, true], ['m1'], 3])
  })
})

describe('when nothing comes any more', () => {
  /** Somebody who listens, and what they got. */
  async function listener() {
    const made = await office()
    const got: string[] = []
    made.queues.consume('work', { atOnce: 3, handle: async ({ id }) => void got.push(id) })
    await made.broker.come()
    expect(made.queues.trouble).toBeUndefined()
    return { ...made, got }
  }
  type Ends = (broker: FakeBroker) => void
  const gone: readonly [string, string | undefined, Ends][] = [
    ['the connection was lost', undefined, (broker) => broker.go()],
    [
      'the broker closed the channel that receives',
      'unknown delivery tag',
      (broker) => broker.closeChannel('receiving', new Error('unknown delivery tag')),
    ],
    [
      'the broker closed the channel that sends',
      'no queue',
      (broker) => broker.closeChannel('sending', new Error('no queue')),
    ],
    [
      'the broker ended the consumption',
      'the broker hands over nothing more of work',
      (broker) => broker.cancel(),
    ],
  ]
  test.each(gone)('it begins anew because %s', async (_, because, ends) => {
    const { broker, queues, states, troubles, got } = await listener()
    ends(broker)
    await broker.settled()
    expect([queues.trouble, queues.connected]).toEqual(['the broker is not there', false])
    await broker.come()
    await broker.hand('work', message)
    expect([queues.trouble, states, got]).toEqual([undefined, [true, false, true], ['m1']])
    expect(troubles).toEqual(because === undefined ? [] : [because])
  })

  test('what cannot be received at first is received by the next connection', async () => {
    const { broker, queues, troubles } = await office()
    await broker.come()
    broker.refuse(new Error('not now'))
    queues.consume('work', { atOnce: 1, handle: async () => {} })
    expect(queues.trouble).toBe('the broker is there, and nothing is received from it')
    await broker.settled()
    expect([troubles, queues.trouble]).toEqual([['not now'], 'the broker is not there'])
    await broker.come()
    await broker.hand('work', message)
    expect([broker.acknowledged, queues.trouble]).toEqual([['m1'], undefined])
  })

  test('and nobody hears of it, it is told all the same', async () => {
    const { broker, queues } = await listener()
    broker.closeChannel('receiving')
    expect(queues.connected).toBe(true)
    expect(queues.trouble).toBe('the broker is there, and nothing is received from it')
  })

  test('who only sends misses nothing', async () => {
    const { broker, queues } = await office()
    expect(queues.trouble).toBe('the broker is not there')
    await broker.come()
    expect(queues.trouble).toBeUndefined()
  })
})

test('leaving, it finishes what is under way', async () => {
  const { broker, queues } = await office()
  await broker.come()
  const done = Promise.withResolvers<void>()
  queues.consume('work', { atOnce: 1, handle: () => done.promise })
  await broker.hand('work', message)
  const left = queues.close()
  done.resolve()
  await left
  expect([broker.acknowledged, broker.closed]).toEqual([['m1'], true])
})
