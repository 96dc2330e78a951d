import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { growLabels, type PlacedLabel, placeLabels } from '../../../reports/charts/place-labels.ts'

const bounds = { left: 150, right: 1200, lanes: 6 }

const wishes = fc.array(
  fc.record({
    x: fc.integer({ min: 150, max: 1200 }),
    width: fc.integer({ min: 30, max: 240 }),
    weight: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 25 },
)

/** What is wrong with a placement, in words. */
function faultsOf(placed: readonly PlacedLabel[]): readonly string[] {
  return placed.flatMap((one) => {
    const others = placed.filter((other) => other !== one)
    const said = (wrong: boolean, word: string): string[] =>
      wrong ? [`label ${one.index} ${word}`] : []
    return [
      ...said(one.left < bounds.left || one.end > bounds.right, 'is outside'),
      ...said(one.lane >= bounds.lanes, 'is too high'),
      ...others.flatMap((other) => [
        ...said(
          one.lane === other.lane && one.left < other.end && other.left < one.end,
          `overlaps ${other.index}`,
        ),
        ...said(
          one.lane > other.lane && one.x > other.left && one.x < other.end,
          `has a line that crosses ${other.index}`,
        ),
      ]),
    ]
  })
}

test('labels never overlap, stay inside, and no leader line crosses a label', () => {
  fc.assert(
    fc.property(wishes, (wanted) => {
      expect(faultsOf(placeLabels(wanted, bounds))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('labels that grow do so only into free room, and never shrink', () => {
  fc.assert(
    fc.property(wishes, (wanted) => {
      const short = wanted.map((wish) => ({ ...wish, width: Math.min(wish.width, 60) }))
      const placed = placeLabels(short, bounds)
      const grown = growLabels(placed, wanted, bounds)
      expect(faultsOf(grown)).toEqual([])
      grown.forEach(({ left, end, index }, at) => {
        const before = placed[at]
        expect(end - left).toBeGreaterThanOrEqual((before?.end ?? 0) - (before?.left ?? 0))
        expect(end - left).toBeLessThanOrEqual(wanted[index]?.width ?? 0)
      })
    }),
    { numRuns: 60 },
  )
})

test('labels with room for all are all placed, in the lane nearest to the axis', () => {
  const far = [200, 500, 800].map((x) => ({ x, width: 100, weight: 1 }))
  const placed = placeLabels(far, bounds)
  expect(placed.map(({ lane }) => lane)).toEqual([0, 0, 0])
})

test('of a crowd without room the weighty ones are shown', () => {
  const crowd = Array.from({ length: 40 }, (_, index) => ({
    x: 600 + index * 0.5,
    width: 400,
    weight: index === 17 ? 6 : 1,
  }))
  const placed = placeLabels(crowd, bounds)
  expect(placed.length).toBeLessThan(40)
  expect(placed.map(({ index }) => index)).toContain(17)
})
