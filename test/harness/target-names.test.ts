import { expect, test } from 'vitest'
import { nameTargets } from '../../harness/target-names.ts'

test('a few names are listed', () => {
  expect(nameTargets([])).toBe('')
  expect(nameTargets(['redis-1'])).toBe('redis-1')
  expect(nameTargets(['cart-1→redis-1', 'cart-1→redis-2', 'cart-1→redis-3'])).toBe(
    'cart-1→redis-1, cart-1→redis-2, cart-1→redis-3',
  )
})

test('many are counted by their services; one that stands alone keeps its name', () => {
  const ends = ['1', '2', '3']
  const links = ends.flatMap((from) => ends.map((to) => `cart-${from}→redis-${to}`))
  expect(nameTargets(links)).toBe('cart→redis (9 links)')
  expect(nameTargets([...links, 'cart-1→postgres'])).toBe('cart→redis (9 links), cart-1→postgres')
  expect(nameTargets(['cart-1', 'cart-2', 'edge', 'cart-3'])).toBe('cart (3 replicas), edge')
})
