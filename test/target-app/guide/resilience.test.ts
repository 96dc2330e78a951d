import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BreakerState } from '../../../target-app/contracts/answers.ts'
import { breakersOf, neighboursOf } from '../../../target-app/guide/resilience.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'

const replicas = {
  recommend: ['recommend-1'],
  search: ['search-1', 'search-2'],
  dialogue: ['dialogue-1'],
}
const sound = {
  ...{ circuitBreaker: true, timeOut: true, bulkhead: true, failover: true },
  breakerHalfOpen: true,
}

function guide(switches: Partial<typeof sound> = {}) {
  const told: [string, BreakerState][] = []
  const settings = { ...sound, ...switches, ...replicas }
  const neighbours = neighboursOf(settings, (name, state) => void told.push([name, state]))
  return { neighbours, told }
}
type Neighbours = ReturnType<typeof neighboursOf>

const broken = (): Promise<never> => Promise.reject(new Error('no connection'))

/** Asks one replica so often that its breaker, if it has one, opens. */
async function wear(neighbour: Neighbours['search'], replica: string): Promise<void> {
  for (let time = 0; time < 3; time += 1)
    await expect(neighbour.ask([replica], broken)).rejects.toMatchObject({ status: 503 })
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 0 }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('reviews that fail cost no search: the same replica has a breaker for each', async () => {
  const { neighbours, told } = guide()
  await wear(neighbours.reviews, 'search-1')
  expect(told).toEqual([['search-1-reviews', 'open']])
  expect(neighbours.search.alive()).toEqual(['search-1', 'search-2'])
  expect(neighbours.reviews.alive()).toEqual(['search-2'])
})

test('the health names every breaker, those of the reviews apart', async () => {
  const { neighbours } = guide()
  await wear(neighbours.search, 'search-2')
  expect(breakersOf(neighbours)).toEqual({
    'recommend-1': 'closed',
    'search-1': 'closed',
    'search-2': 'open',
    'search-1-reviews': 'closed',
    'search-2-reviews': 'closed',
    'dialogue-1': 'closed',
  })
})

test('what was refused on purpose opens no breaker', async () => {
  const { neighbours, told } = guide()
  const refuse = (): Promise<never> => Promise.reject(new ShopError(400, 'bad-request', 'What?'))
  for (let time = 0; time < 5; time += 1)
    await expect(neighbours.search.ask(['search-1'], refuse)).rejects.toMatchObject({ status: 400 })
  expect(told).toEqual([])
})

test('without breakers everybody is asked on', async () => {
  const { neighbours, told } = guide({ circuitBreaker: false })
  await wear(neighbours.search, 'search-1')
  expect([told, neighbours.search.alive()]).toEqual([[], ['search-1', 'search-2']])
})

test.each([
  ['is asked again after a while when it is well', { breakerHalfOpen: true }, 'closed'],
  ['never is with the weakness', { breakerHalfOpen: false }, 'open'],
] as const)('a replica that was down %s', async (_, switches, state) => {
  const looked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    looked.push(url)
    return new Response('well')
  })
  const { neighbours } = guide(switches)
  await wear(neighbours.search, 'search-1')
  vi.setSystemTime(799)
  await neighbours.search.lookAfter()
  expect(looked).toEqual([])
  vi.setSystemTime(60_000)
  await neighbours.search.lookAfter()
  expect(neighbours.search.breakers['search-1']).toBe(state)
  expect(looked).toEqual(state === 'closed' ? ['http://search-1:8080/health'] : [])
})

test('a look that finds a replica not ready leaves its breaker open', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }))
  const { neighbours } = guide()
  await wear(neighbours.search, 'search-1')
  vi.setSystemTime(60_000)
  await neighbours.search.lookAfter()
  expect(neighbours.search.breakers['search-1']).toBe('open')
})

test.each([
  ['recommend', 12, 4],
  ['search', 16, 8],
  ['reviews', 16, 0],
  ['dialogue', 16, 8],
] as const)('of calls to %s %i are under way and %i wait', async (name, calls, waiting) => {
  // Answers take as long as the test wants; no time-out must come before that.
  const { neighbours } = guide({ timeOut: false })
  const neighbour = neighbours[name]
  const order = neighbour.alive()
  const answer = Promise.withResolvers<string>()
  let begun = 0
  const call = (): Promise<string> => {
    begun += 1
    return answer.promise
  }
  const asked = Array.from({ length: calls + waiting }, () => neighbour.ask(order, call))
  await expect(neighbour.ask(order, call)).rejects.toMatchObject({ status: 503 })
  expect(begun).toBe(calls)
  answer.resolve('there')
  expect(await Promise.all(asked)).toHaveLength(calls + waiting)
  expect(begun).toBe(calls + waiting)
})

test('without a bulkhead as many are under way as there are', async () => {
  const { neighbours } = guide({ bulkhead: false, timeOut: false })
  let begun = 0
  const answer = Promise.withResolvers<void>()
  const asked = Array.from({ length: 100 }, () =>
    neighbours.search.ask(['search-1'], () => {
      begun += 1
      return answer.promise
    }),
  )
  expect(begun).toBe(100)
  answer.resolve()
  await Promise.all(asked)
})
