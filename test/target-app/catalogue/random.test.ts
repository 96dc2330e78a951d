import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomOf } from '../../../target-app/catalogue/random.ts'

test('the same name gives the same chance, always within its bounds', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 1000 }), (name, end) => {
      const [one, other] = [randomOf(name), randomOf(name)]
      for (let i = 0; i < 20; i += 1) {
        const drawn = one.below(end)
        expect(drawn).toBe(other.below(end))
        expect(drawn).toBeGreaterThanOrEqual(0)
        expect(drawn).toBeLessThan(end)
      }
    }),
  )
})

test('every tenth is drawn about equally often', () => {
  const random = randomOf('tenths')
  const counts = Array.from({ length: 10 }, () => 0)
  for (let i = 0; i < 10_000; i += 1) {
    const tenth = random.below(10)
    counts[tenth] = (counts[tenth] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150)
})
