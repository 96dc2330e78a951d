import { expect, test } from 'vitest'
import { logEvents } from '../../../../target-app/description/cart/log-events.ts'

/** Lines as the services really wrote them. */
const lines = {
  sdown: ['1:X 21 Nov 2026 08:43:43.306 # +sdown master shop redis-1 6379', 'redis-1'],
  odown: ['1:X 21 Nov 2026 08:45:02.729 # +odown master shop redis-1 6379 #quorum 3/2', 'redis-1'],
  'switch-master': [
    '1:X 21 Nov 2026 08:45:02.830 # +switch-master shop redis-1 6379 redis-3 6379',
    'from redis-1 to redis-3',
  ],
  'server-down': [
    'Server carts/cart-2 is DOWN, reason: Layer7 wrong status, code: 503, check duration: 1ms. 2 active',
    'cart-2 is down (Layer7 wrong status)',
  ],
  'server-up': [
    'Server carts/cart-2 is UP, reason: Layer7 check passed, code: 200',
    'cart-2 is up',
  ],
  breaker: [
    '{"level":40,"time":1,"replica":"cart-1","event":"breaker","name":"redis","state":"half-open","msg":""}',
    'redis is half-open',
  ],
  'redis-trouble': [
    '{"level":40,"event":"redis-trouble","because":"the primary is silent","msg":""}',
    'the primary is silent',
  ],
  'redis-primary': [
    '{"level":40,"event":"redis-primary","from":"redis-1","to":"redis-3","msg":""}',
    'primary is redis-3',
  ],
  'carts-rebuilt': [
    '{"level":40,"event":"carts-rebuilt","carts":212,"ms":480,"msg":""}',
    '212 carts made anew from the journal in 480 ms',
  ],
  'cart-rolled-back': [
    '{"level":40,"event":"cart-rolled-back","cart":"seeded-7","version":1,"msg":""}',
    'seeded-7 has again what it had in version 1',
  ],
  'cart-damaged': [
    '{"level":40,"event":"cart-damaged","cart":"seeded-7","known":true,"msg":""}',
    'seeded-7 was damaged',
  ],
} satisfies Record<keyof typeof logEvents, [string, string]>

test.each(Object.entries(lines))('recognises %s', (name, [line, told]) => {
  const events = Object.entries(logEvents).filter(([, { pattern }]) => pattern.test(line))
  expect(events.map(([found]) => found)).toEqual([name])
  const [, event] = events[0] ?? []
  const match = event?.pattern.exec(line)
  expect(match && event?.describe(match)).toContain(told)
})

test('a breaker may be that of a keeper of locks', () => {
  const match = logEvents.breaker.pattern.exec(
    '{"level":40,"replica":"cart-1","event":"breaker","name":"zookeeper-locks","state":"open","msg":""}',
  )
  expect(match && logEvents.breaker.describe(match)).toBe('breaker around zookeeper-locks is open')
})

test('does not take trouble that ended for trouble', () => {
  const well = '{"level":40,"event":"redis-trouble","msg":"redis is well"}'
  expect(logEvents['redis-trouble'].pattern.test(well)).toBe(false)
})
