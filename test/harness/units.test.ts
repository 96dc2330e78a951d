import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  count,
  duration,
  formatCount,
  formatMs,
  formatRatio,
  formatValue,
  parseDuration,
  parseRate,
  parseShare,
  rate,
  share,
  writeDuration,
  writeRate,
  writeShare,
} from '../../harness/units.ts'

describe('reading', () => {
  test.each([
    ['800ms', 800],
    ['45s', 45_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1.1s', 1100],
    ['0s', 0],
  ])('%s is %d ms', (text, ms) => expect(duration.parse(text)).toBe(ms))

  test.each([
    ['60/s', 60],
    ['30/m', 0.5],
    ['2.5/s', 2.5],
  ])('%s is %d per second', (text, perSecond) => expect(rate.parse(text)).toBe(perSecond))

  test.each([
    ['99.9%', 0.999],
    ['0%', 0],
    ['100%', 1],
    ['29%', 0.29],
  ])('%s is a ratio of %d', (text, ratio) => expect(share.parse(text)).toBe(ratio))

  test.each(['', '45', '45 s', '-1s', 's', '1.s', '.5s', '1d', '1e3ms'])(
    '"%s" is no duration',
    (text) => {
      expect(duration.safeParse(text).error?.issues[0]?.message).toMatch(/such as 800ms, 45s or 2m/)
      expect(() => parseDuration(text)).toThrow(RangeError)
    },
  )

  test.each(['60', '60/h', '60 / s', '-1/s'])('"%s" is no rate', (text) => {
    expect(rate.safeParse(text).error?.issues[0]?.message).toMatch(/such as 60\/s/)
    expect(() => parseRate(text)).toThrow(RangeError)
  })

  test.each(['99.9', '101%', '100.1%', '-1%', '%'])('"%s" is no share', (text) => {
    expect(share.safeParse(text).error?.issues[0]?.message).toMatch(/such as 99.9%/)
    expect(() => parseShare(text)).toThrow(RangeError)
  })

  test('a number without a unit is told the form, not the type', () => {
    expect(duration.safeParse(45).error?.issues[0]?.message).toMatch(/with its unit/)
    expect(count.safeParse(1.5).error?.issues[0]?.message).toBe('write a whole number, 0 or more')
    expect(count.safeParse(-1).error?.issues[0]?.message).toBe('write a whole number, 0 or more')
  })
})

test('editors are given the same pattern that the program uses', () => {
  const schema = z.toJSONSchema(z.strictObject({ duration, rate, share, count }), {
    io: 'input',
    target: 'draft-07',
  })
  const valid = new Ajv().compile(schema)
  expect(valid({ duration: '45s', rate: '60/s', share: '99.9%', count: 3 })).toBe(true)
  const wrong = { duration: '45', rate: '60', share: '101%', count: -1 }
  for (const [key, value] of Object.entries(wrong)) {
    const good = { duration: '45s', rate: '60/s', share: '99.9%', count: 3 }
    expect(`${key}: ${valid({ ...good, [key]: value })}`).toBe(`${key}: false`)
  }
})

describe('writing as a scenario does', () => {
  test('what was written is read back as the same number', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (n) => {
        expect(parseDuration(writeDuration(n))).toBe(n)
        expect(parseRate(writeRate(n / 60))).toBeCloseTo(n / 60, 2)
        const ratio = (n % 100_001) / 100_000
        expect(parseShare(writeShare(ratio))).toBe(ratio)
      }),
    )
  })

  test.each([
    [0, '0s'],
    [250, '250ms'],
    [90_000, '90s'],
    [120_000, '2m'],
  ])('%d ms is %s', (ms, text) => expect(writeDuration(ms)).toBe(text))

  test('a slow rate is written per minute', () => expect(writeRate(0.5)).toBe('30/m'))
})

describe('writing for people', () => {
  test.each([
    [0, '0 ms'],
    [0.4, '0.40 ms'],
    [310.4, '310 ms'],
    [999.6, '1.00 s'],
    [2312, '2.31 s'],
    [45_678, '45.7 s'],
    [125_000, '2 min 5 s'],
    [-2312, '-2.31 s'],
  ])('%d ms is %s', (ms, text) => expect(formatMs(ms)).toBe(text))

  test.each([
    [0.9994, '99.94 %'],
    [0.99999, '99.99 %'],
    [1, '100 %'],
    [0, '0 %'],
    [0.29, '29 %'],
    [0.00001, '< 0.01 %'],
    [-0.015, '-1.50 %'],
  ])('a ratio of %d is %s', (ratio, text) => expect(formatRatio(ratio)).toBe(text))

  test('nothing short of everything reads as 100 %', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1 - 1e-9, noNaN: true }), (ratio) => {
        expect(formatRatio(ratio)).not.toBe('100 %')
      }),
    )
  })

  test('each unit has its form', () => {
    expect(formatValue(2312, 'ms')).toBe('2.31 s')
    expect(formatValue(2.312, 's')).toBe('2.31 s')
    expect(formatValue(0.5, 'ratio')).toBe('50 %')
    expect(formatValue(12_345, 'count')).toBe('12,345')
    expect(formatValue(59.87, 'per-second')).toBe('59.9/s')
    expect(formatCount(3)).toBe('3')
  })
})
