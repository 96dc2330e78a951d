import { expect, test } from 'vitest'
import { readSettings } from '../../../target-app/edge/settings.ts'

test('everything is on, and nobody need be there', () => {
  expect(readSettings({})).toEqual({
    balance: 'roundrobin',
    carts: [],
    guides: [],
    promos: [],
    monitor: undefined,
    others: [],
    weights: [],
    secondNetwork: undefined,
    healthChecks: true,
    ejection: true,
    retries: true,
    shedding: true,
  })
})

test('names and weights stand between blanks', () => {
  const settings = readSettings({ CART_REPLICAS: ' cart-1  cart-2', CART_WEIGHTS: '3 1' })
  expect(settings).toMatchObject({ carts: ['cart-1', 'cart-2'], weights: [3, 1] })
})

test('the second path is on where there is a second network, and can be switched off', () => {
  expect(readSettings({ SECOND_NETWORK: 'second' }).secondNetwork).toBe('second')
  expect(readSettings({ SECOND_NETWORK: 'second', SECOND_PATH: 'off' }).secondNetwork).toBe(
    undefined,
  )
  expect(readSettings({ SECOND_NETWORK: '' }).secondNetwork).toBe(undefined)
})

test('tells every problem at once', () => {
  const wrong = { BALANCE: 'fair', SHEDDING: 'no', CART_WEIGHTS: '1 heavy' }
  expect(() => readSettings(wrong)).toThrow(/BALANCE is "fair".*CART_WEIGHTS.*SHEDDING is "no"/s)
})
