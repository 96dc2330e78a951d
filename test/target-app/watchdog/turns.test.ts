import { expect, test } from 'vitest'
import { Turns } from '../../../target-app/watchdog/turns.ts'

const first = { replica: 'cart-1', service: 'cart', pid: 7 }
const second = { replica: 'cart-2', service: 'cart', pid: 7 }

test('who was told to restart is away until another process of it is heard', () => {
  const turns = new Turns()
  expect(turns.siblingAway(second, 0)).toBeUndefined()
  turns.leaves(first, 0)
  // Draining, it still answers.
  turns.heard(first)
  expect(turns.siblingAway(second, 2000)).toBe('cart-1')
  turns.heard({ ...first, pid: 8 })
  expect(turns.siblingAway(second, 2000)).toBeUndefined()
})

test('nobody waits for itself, or for another service', () => {
  const turns = new Turns()
  turns.leaves(first, 0)
  expect(turns.siblingAway(first, 0)).toBeUndefined()
  expect(turns.siblingAway({ ...second, service: 'promo' }, 0)).toBeUndefined()
})

test('an order that was not carried out holds nobody up for ever, however often it is repeated', () => {
  const turns = new Turns()
  turns.leaves(first, 0)
  turns.leaves(first, 14_000)
  expect(turns.siblingAway(second, 14_999)).toBe('cart-1')
  expect(turns.siblingAway(second, 15_000)).toBeUndefined()
})

test('who was told again after that is away again', () => {
  const turns = new Turns()
  turns.leaves(first, 0)
  turns.leaves(first, 15_000)
  expect(turns.siblingAway(second, 16_000)).toBe('cart-1')
})
