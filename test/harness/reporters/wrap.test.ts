import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrap } from '../../../harness/reporters/wrap.ts'

test('a short line stays as it is, a long one goes on under its first word', () => {
  expect(wrap('    kept  apart', 40)).toEqual(['    kept  apart'])
  expect(wrap('    cart.add was back after ten seconds', 24)).toEqual([
    '    cart.add was back',
    '      after ten seconds',
  ])
})

test('colours take no room, and a long word is not torn', () => {
  const red = '\u001B[31mbroken\u001B[39m promise'
  expect(wrap(red, 14)).toEqual([red])
  expect(wrap(`see ${'x'.repeat(30)} there`, 10)).toEqual(['see', `  ${'x'.repeat(30)}`, '  there'])
})

test('no row is too wide, and every word is there', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/u), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(words, fc.integer({ min: 0, max: 8 }), (parts, depth) => {
      const rows = wrap(' '.repeat(depth) + parts.join(' '), 30)
      for (const row of rows) expect(row.length).toBeLessThanOrEqual(30)
      expect(rows.join(' ').trim().split(/ +/u)).toEqual(parts)
    }),
  )
})
