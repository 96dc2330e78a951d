import { expect, test } from 'vitest'
import { readSettings } from '../../../target-app/guide/settings.ts'

test('everything is on, and there are no neighbours, unless somebody says so', () => {
  const settings = readSettings({})
  expect(settings).toMatchObject({ recommend: [], search: [], dialogue: [], cacheMaxAgeMs: 10_000 })
  expect(Object.values(settings).filter((value) => value === false)).toEqual([])
})

test('the other guides are all but itself', () => {
  const settings = readSettings({ REPLICA: 'guide-2', GUIDES: 'guide-1 guide-2' })
  expect(settings.siblings).toEqual(['guide-1'])
  expect(readSettings({}).siblings).toEqual([])
})

test('each switch is read from its own variable', () => {
  const switches = [
    'CIRCUIT_BREAKER',
    'TIMEOUT',
    'BULKHEAD',
    'FAILOVER',
    'LADDER',
    'PARTIAL',
    'CACHE',
    'HASH_RING',
    'BREAKER_HALF_OPEN',
    'RIGHT_PRICES',
    'CACHE_EXPIRY',
  ]
  const off = switches.map((name) =>
    Object.entries(readSettings({ [name]: 'off' })).flatMap(([key, value]) =>
      value === false ? [key] : [],
    ),
  )
  expect(off.map(({ length }) => length)).toEqual(switches.map(() => 1))
  expect(new Set(off.flat()).size).toBe(switches.length)
})

test('nonsense is refused with every problem at once', () => {
  expect(() => readSettings({ LADDER: 'maybe', CACHE: 'no' })).toThrow(
    /LADDER[\s\S]*CACHE|CACHE[\s\S]*LADDER/,
  )
})
