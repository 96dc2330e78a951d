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
    cartPaths: [''],
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

test.each([
  [{ SECOND_NETWORK: 'second' }, ['', 'second']],
  [{ SECOND_NETWORK: 'second', SECOND_PATH: 'only' }, ['second']],
  [{ SECOND_NETWORK: '', SECOND_PATH: 'only' }, ['']],
])('%j', (environment, paths) => {
  expect(readSettings(environment).cartPaths).toEqual(paths)
})

test('tells every problem at once', () => {
  const wrong = {
    ...{ BALANCE: 'fair', SHEDDING: 'no', CART_WEIGHTS: '1 heavy', SECOND_PATH: 'both' },
  }
  expect(() => readSettings(wrong)).toThrow(
    /BALANCE is "fair".*CART_WEIGHTS.*SECOND_PATH is "both": say on or only.*SHEDDING is "no"/s,
  )
})
