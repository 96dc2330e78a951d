import { expect, test } from 'vitest'
import { eventWords } from '../../../reports/charts/event-words.ts'

function event(at: number, source: string, name: string, text: string, detects = true) {
  return { at, source, name, text, detects }
}

const flips = Array.from({ length: 20 }, (_, index) =>
  event(
    100 + index * 50,
    `cart-${1 + (index % 3)}`,
    'breaker',
    `breaker around redis is ${index % 2 === 0 ? 'open' : 'half-open'}`,
  ),
)

test('of forty flips the first of each wording is told, with how often it came', () => {
  const said = eventWords([...flips, event(3000, 'sentinel-2', 'switch-master', 'primary moves')])
  expect(said.map(({ text, weight }) => [text, weight])).toEqual([
    ['cart-1: breaker around redis is open ×10', 6],
    ['cart-2: breaker around redis is half-open ×10', 2],
    ['sentinel-2: primary moves', 6],
  ])
})

test('who speaks is said once', () => {
  const said = eventWords([
    event(1, 'redis-1', 'container-die', 'redis-1: die with exit code 137', false),
    event(2, 'cart-3', 'redis-trouble', 'cart: Redis is not usable'),
    event(3, 'edge', 'server-down', 'edge: cart-3 is down'),
  ])
  expect(said.map(({ text }) => text)).toEqual([
    'redis-1: die with exit code 137',
    'cart-3: Redis is not usable',
    'edge: cart-3 is down',
  ])
})

test('of a few events each may have a label', () => {
  const ups = [1, 2].map((index) => event(index, 'edge', 'server-up', `edge: cart-${index} is up`))
  expect(eventWords(ups).map(({ text, weight }) => [text, weight])).toEqual([
    ['edge: cart-1 is up ×2', 6],
    ['edge: cart-2 is up', 1],
  ])
})
