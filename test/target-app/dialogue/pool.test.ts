import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DialogueEvent } from '../../../target-app/contracts/dialogue.ts'
import { Pool, type PoolOptions } from '../../../target-app/dialogue/pool.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'
import { fakeAgents } from '../../support/fake-agents.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function newPool(options: Partial<PoolOptions> = {}) {
  const agents = fakeAgents()
  const taken: string[] = []
  const pool = new Pool({
    agents: 2,
    start: agents.start,
    places: 2,
    patienceMs: 4000,
    stuckMs: 1000,
    endMark: true,
    onTakenAway: (number, because) => taken.push(`${number} ${because}`),
    ...options,
  })
  await Promise.resolve()
  const ask = (id: string, from = 0) => {
    const events: DialogueEvent[] = []
    const leave = pool.ask({ id, question: 'What?', from }, (event) => void events.push(event))
    return { events, leave, words: () => events.map(({ event }) => event) }
  }
  return { pool, agents, taken, ask }
}

test('an agent answers in a stream that ends with its length and checksum', async () => {
  const { agents, ask } = await newPool()
  const { events } = ask('q')
  agents.at(0).token(0, 'Two ')
  agents.at(0).token(4, 'days.')
  agents.at(0).done()
  expect(events).toEqual([
    { event: 'token', offset: 0, text: 'Two ' },
    { event: 'token', offset: 4, text: 'days.' },
    { event: 'end', id: 'q', length: 9, checksum: 'abc', cites: ['x'] },
  ])
})

test('who finds all agents busy hears the place in the line and is served in turn', async () => {
  const { agents, ask } = await newPool()
  ask('a')
  ask('b')
  const [c, d] = [ask('c'), ask('d')]
  expect(c.events).toEqual([{ event: 'position', position: 1 }])
  agents.at(1).done()
  expect(agents.at(1).tasks.map(({ id }) => id)).toEqual(['b', 'c'])
  expect(d.events).toEqual([
    { event: 'position', position: 2 },
    { event: 'position', position: 1 },
  ])
})

test('when the line is full too, it says so at once', async () => {
  const { ask } = await newPool()
  for (const id of ['a', 'b', 'c', 'd']) ask(id)
  expect(() => ask('e')).toThrow(
    expect.objectContaining({ status: 503, code: 'queue-full' }) as ShopError,
  )
})

test('who waits too long gets a clear end', async () => {
  const { agents, ask } = await newPool({ stuckMs: Infinity })
  ask('a')
  ask('b')
  const c = ask('c')
  vi.advanceTimersByTime(4001)
  expect(c.events.at(-1)).toMatchObject({ event: 'sorry', code: 'try-later' })
  agents.at(0).done()
  expect(agents.at(0).tasks).toHaveLength(1)
})

test('a stuck agent is taken away, and another one goes on where the words ended', async () => {
  const { agents, taken, ask } = await newPool()
  const { events } = ask('q')
  agents.at(0).token(0, 'Two ')
  vi.advanceTimersByTime(999)
  expect(taken).toEqual([])
  vi.advanceTimersByTime(1)
  expect(taken).toEqual(['1 stuck'])
  expect(agents.at(0).killed).toBe(true)
  expect(agents.at(1).tasks).toEqual([{ id: 'q', question: 'What?', from: 4 }])
  // What the stuck one still says is not heard.
  agents.at(0).token(4, 'nonsense')
  agents.at(1).token(4, 'days.')
  agents.at(1).done()
  expect(events.map((one) => ('text' in one ? one.text : one.event))).toEqual([
    'Two ',
    'days.',
    'end',
  ])
})

test('the place of a stuck agent is filled again', async () => {
  const { agents, ask } = await newPool({ agents: 1 })
  ask('q')
  vi.advanceTimersByTime(1000)
  expect(agents.all).toHaveLength(2)
  await Promise.resolve()
  expect(agents.at(1).tasks.map(({ id }) => id)).toEqual(['q'])
})

test('slow is not stuck: every word counts as a sign of life', async () => {
  const { agents, taken, ask } = await newPool()
  ask('q')
  for (let at = 0; at < 10; at += 1) {
    vi.advanceTimersByTime(900)
    agents.at(0).token(at, 'x')
  }
  expect(taken).toEqual([])
})

test('a question that two agents broke over is given up in words', async () => {
  const { agents, taken, ask } = await newPool()
  const { events } = ask('q')
  agents.at(0).say({ kind: 'gone' })
  agents.at(1).say({ kind: 'gone' })
  await Promise.resolve()
  expect(taken).toEqual(['1 gone', '2 gone'])
  expect(events).toMatchObject([{ event: 'sorry', code: 'gave-up' }])
  expect(agents.all.flatMap(({ tasks }) => tasks)).toHaveLength(2)
})

test('an agent that dies before it was ready is not started again at once', async () => {
  const agents = fakeAgents(false)
  await newPool({ agents: 1, start: agents.start })
  agents.at(0).say({ kind: 'gone' })
  expect(agents.all).toHaveLength(1)
  vi.advanceTimersByTime(1000)
  expect(agents.all).toHaveLength(2)
})

test('an agent that never gets ready is replaced too', async () => {
  const agents = fakeAgents(false)
  const { pool } = await newPool({ agents: 1, start: agents.start })
  expect(pool.ready).toBe(false)
  vi.advanceTimersByTime(6001)
  expect(agents.at(0).killed).toBe(true)
  agents.at(1).say({ kind: 'ready' })
  expect(pool.ready).toBe(true)
})

test('draining tells those who wait and finishes what was begun', async () => {
  const { pool, agents, ask } = await newPool()
  const [a] = [ask('a'), ask('b')]
  const c = ask('c')
  pool.drain()
  expect(c.events.at(-1)).toMatchObject({ event: 'sorry', code: 'draining' })
  expect(() => ask('d')).toThrow(ShopError)
  agents.at(0).done()
  expect(a.words()).toEqual(['end'])
})

test('whoever hangs up hears nothing more and keeps no place', async () => {
  const { pool, agents, ask } = await newPool()
  const a = ask('a')
  ask('b')
  const c = ask('c')
  c.leave()
  a.leave()
  expect(pool.waiting).toBe(0)
  agents.at(0).done()
  expect(a.events).toEqual([])
})

test('the weakness: without the end mark a broken-off answer looks whole', async () => {
  const { agents, ask } = await newPool({ endMark: false })
  const { events } = ask('q')
  agents.at(0).token(0, 'Two ')
  agents.at(0).say({ kind: 'gone' })
  expect(events.at(-1)).toMatchObject({ event: 'end', length: 4 })
})

test('the weakness: without isolation a stuck agent keeps its question for ever', async () => {
  const { taken, ask } = await newPool({ stuckMs: Infinity })
  const { events } = ask('q')
  vi.advanceTimersByTime(60_000)
  expect(taken).toEqual([])
  expect(events).toEqual([])
})
