import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeInscription } from '../../../reports/charts/place-inscription.ts'

const frame = { left: 158, right: 1228 }

test('in the bar when it fits, else right of it, else below', () => {
  expect(placeInscription(300, 400, 800, frame)).toEqual({ where: 'inside', left: 407 })
  expect(placeInscription(300, 400, 500, frame)).toEqual({ where: 'right', left: 507 })
  expect(placeInscription(300, 1000, 1200, frame)).toEqual({ where: 'below', left: 928 })
})

test('never over the names of the rows, over the edge, or half over the bar', () => {
  const place = fc.integer({ min: frame.left, max: frame.right })
  const widths = fc.integer({ min: 1, max: frame.right - frame.left })
  fc.assert(
    fc.property(widths, place, place, (width, a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)]
      const { where, left } = placeInscription(width, start, end, frame)
      expect(left).toBeGreaterThanOrEqual(frame.left)
      expect(left + width).toBeLessThanOrEqual(frame.right)
      const apart = { inside: left > start && left + width < end, right: left > end, below: true }
      expect(apart[where]).toBe(true)
    }),
  )
})
