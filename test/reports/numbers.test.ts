import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatGrounds,
  formatLimit,
  formatMoment,
  formatReading,
  formatSpan,
  formatValue,
  isWithin,
} from '../../reports/numbers.ts'

/** The page joins numbers and units with a narrow space; tests are easier to read with a plain one. */
function plain(text: string): string {
  return text.replaceAll('\u202f', ' ')
}

describe('formatValue', () => {
  test.each([
    [0, 'ms', '0 ms'],
    [3.24, 'ms', '3.2 ms'],
    [999.4, 'ms', '999 ms'],
    [999.6, 'ms', '1.00 s'],
    [14_212, 'ms', '14.2 s'],
    [0.88123, 'ratio', '88.12 %'],
    [1, 'ratio', '100 %'],
    [0, 'ratio', '0 %'],
    [1812, 'count', '1,812'],
    [58.34, 'per-second', '58.3/s'],
    [1234, 'per-second', '1,234/s'],
    [2.5, 's', '2.50 s'],
  ] as const)('writes %d (%s) as %s', (value, unit, text) => {
    expect(plain(formatValue(value, unit))).toBe(text)
  })

  test('adds digits until a value no longer reads like the limit it misses', () => {
    expect(plain(formatValue(8004, 'ms', 8000))).toBe('8.004 s')
    expect(plain(formatValue(0.99899, 'ratio', 0.999))).toBe('99.89 %')
  })

  test('never rounds a share up to all, nor down to nothing', () => {
    const share = fc.double({ min: 1e-7, max: 1 - 1e-7, noNaN: true })
    fc.assert(
      fc.property(share, (value) => {
        const shown = Number(plain(formatValue(value, 'ratio')).replace(' %', ''))
        expect(shown).toBeLessThan(100)
        expect(shown).toBeGreaterThan(0)
      }),
    )
  })
})

test('a limit is written as people write it', () => {
  expect(plain(formatLimit({ relation: 'at-most', value: 8000 }, 'ms'))).toBe('≤ 8 s')
  expect(plain(formatLimit({ relation: 'at-least', value: 0.999 }, 'ratio'))).toBe('≥ 99.9 %')
  expect(plain(formatLimit({ relation: 'equal', value: 0 }, 'count'))).toBe('= 0')
  expect(plain(formatLimit({ relation: 'at-most', value: 100_000 }, 'ms'))).toBe('≤ 100 s')
})

test('a censored reading says that the truth is larger', () => {
  expect(plain(formatReading({ value: 45_000, samples: 3, censored: true }, 'ms'))).toBe('> 45.0 s')
  expect(formatReading({ value: null, because: 'no requests' }, 'ms')).toBe('–')
})

test('grounds tell resolution, interval and n', () => {
  const grounds = formatGrounds(
    { value: 14_212, samples: 5100, resolution: 42, low: 13_900, high: 15_000 },
    'ms',
  )
  expect(grounds.map(plain)).toEqual(['± 42 ms', '95 %: 13.9 s to 15.0 s', 'n = 5,100'])
})

test('moments carry a sign, spans do not', () => {
  expect([-3000, 0, 31, 14_212].map(formatMoment).map(plain)).toEqual([
    '−3.0 s',
    '0 s',
    '+31 ms',
    '+14.2 s',
  ])
  expect([42_000, 1_084_000].map(formatSpan).map(plain)).toEqual(['42 s', '18 min 04 s'])
})

test('a time to recover from nothing is no time', () => {
  const reading = { value: 0, samples: 900, note: 'never impaired' }
  expect(formatReading(reading, 'ms')).toBe('not felt')
  expect(plain(formatReading({ value: 0, samples: 900 }, 'ms'))).toBe('0 ms')
})

test.each([
  [{ value: 9, samples: 1 }, 'at-most', 9, true],
  [{ value: 9.1, samples: 1 }, 'at-most', 9, false],
  [{ value: 9, samples: 1, censored: true }, 'at-most', 60, false],
  [{ value: 0.9, samples: 1 }, 'at-least', 0.99, false],
  [{ value: 0, samples: 1 }, 'equal', 0, true],
  [{ value: null, because: 'no request' }, 'equal', 0, false],
] as const)('%j against %s %d: %s', (reading, relation, value, within) => {
  expect(isWithin(reading, { relation, value })).toBe(within)
})
