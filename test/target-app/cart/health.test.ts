import { expect, test } from 'vitest'
import { healthOf, type HealthParts } from '../../../target-app/cart/health.ts'
import { unprotected } from '../../support/fake-redis.ts'

const parts = (changes: Partial<HealthParts>): HealthParts => ({
  replica: 'cart-1',
  honest: true,
  draining: () => false,
  redis: { trouble: undefined, primary: 'redis-1' },
  breakers: { redis: unprotected, postgres: unprotected },
  ...changes,
})
const silent = { trouble: 'the primary is silent', primary: 'redis-1' }

test('is ready when Redis takes writes', () => {
  expect(healthOf(parts({}))).toMatchObject({ ready: true, primary: 'redis-1' })
})

test('is not ready without a Redis that takes writes, and says why', () => {
  expect(healthOf(parts({ redis: silent }))).toMatchObject({
    ready: false,
    because: silent.trouble,
  })
})

test('is not ready while draining', () => {
  expect(healthOf(parts({ draining: () => true }))).toMatchObject({
    ready: false,
    because: 'draining',
  })
})

test('lies when the weakness is planted', () => {
  expect(healthOf(parts({ redis: silent, honest: false }))).toMatchObject({ ready: true })
})

test('stays ready without PostgreSQL: only the checkout rests', () => {
  const postgres = { ...unprotected, state: 'open' as const }
  const health = healthOf(parts({ breakers: { redis: unprotected, postgres } }))
  expect(health).toMatchObject({ ready: true, breakers: { postgres: 'open' } })
})
