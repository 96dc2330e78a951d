import { z } from 'zod'
import type { Unit } from './measures/measure.ts'

/*
 * The one place where text becomes numbers with units and numbers become text again. Inside the
 * program a time is always milliseconds, a rate requests per second, a share a ratio from 0 to 1.
 */

const durationForm = 'write a duration with its unit, such as 800ms, 45s or 2m'
const rateForm = 'write a rate, such as 60/s or 30/m'
const shareForm = 'write a share from 0% to 100%, such as 99.9%'
const countForm = 'write a whole number, 0 or more'

const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/
const ratePattern = /^(\d+(?:\.\d+)?)\/(s|m)$/
const sharePattern = /^(100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%$/

const msPer: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
const secondMs = 1000
const minuteMs = 60_000

/** `800ms`, `45s`, `2m`, `1h` in a scenario; milliseconds in code. */
export const duration = z
  .string({ error: durationForm })
  .regex(durationPattern, { error: durationForm })
  .transform(parseDuration)

/** `60/s` or `30/m` in a scenario; requests per second in code. */
export const rate = z
  .string({ error: rateForm })
  .regex(ratePattern, { error: rateForm })
  .transform(parseRate)

/** `99.9%` in a scenario; a ratio from 0 to 1 in code. */
export const share = z
  .string({ error: shareForm })
  .regex(sharePattern, { error: shareForm })
  .transform(parseShare)

/** How many of something: 0, 1, 2 … */
export const count = z.int({ error: countForm }).min(0, { error: countForm })

/** Milliseconds of a duration as a scenario writes it; to a microsecond. Throws a RangeError. */
export function parseDuration(text: string): number {
  const [number, unit] = match(text, durationPattern, durationForm)
  return exact(number * (msPer[unit] ?? Number.NaN))
}

/** Requests per second of a rate as a scenario writes it. Throws a RangeError. */
export function parseRate(text: string): number {
  const [number, unit] = match(text, ratePattern, rateForm)
  return unit === 'm' ? number / 60 : number
}

/** The ratio (0 to 1) of a share as a scenario writes it. Throws a RangeError. */
export function parseShare(text: string): number {
  const [number] = match(text, sharePattern, shareForm)
  // Dividing by 100 after scaling keeps 99.9% equal to the literal 0.999.
  return Number((number / 100).toPrecision(12))
}

function match(text: string, pattern: RegExp, form: string): readonly [number, string] {
  const found = pattern.exec(text)
  if (found === null) throw new RangeError(`"${text}": ${form}`)
  return [Number(found[1]), found[2] ?? '']
}

/** Removes what binary floating point adds to a decimal: 1.1 × 1000 is 1100, not 1100.0000000000002. */
function exact(ms: number): number {
  return Math.round(ms * 1000) / 1000
}

/** Milliseconds as a scenario writes them: the largest unit that needs no fraction, `90s`, `2m`, `250ms`. */
export function writeDuration(ms: number): string {
  if (ms === 0) return '0s'
  if (ms % minuteMs === 0) return `${ms / minuteMs}m`
  return ms % secondMs === 0 ? `${ms / secondMs}s` : `${exact(ms)}ms`
}

/** Requests per second as a scenario writes them: `60/s`, or `30/m` below one per second. */
export function writeRate(perSecond: number): string {
  const perMinute = exact(perSecond * 60)
  return perSecond < 1 && Number.isInteger(perMinute) ? `${perMinute}/m` : `${exact(perSecond)}/s`
}

/** A ratio as a scenario writes it: `99.9%`. */
export function writeShare(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))}%`
}

/** Milliseconds for people, with three significant digits: `310 ms`, `2.31 s`, `2 min 5 s`. */
export function formatMs(ms: number): string {
  const size = Math.abs(ms)
  if (size > 0 && size < 0.95) return `${ms.toFixed(2)} ms`
  if (size < 999.5) return `${Math.round(ms)} ms`
  if (size < 119_500) return `${(ms / 1000).toFixed(size < 9_995 ? 2 : 1)} s`
  const seconds = Math.round(size / 1000)
  return `${ms < 0 ? '-' : ''}${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** A ratio for people: `99.94 %`. Rounds towards zero, so that nothing short of all reads as 100 %. */
export function formatRatio(ratio: number): string {
  const hundredths = Math.floor(Number((Math.abs(ratio) * 10_000).toPrecision(12)))
  if (ratio > 0 && hundredths === 0) return '< 0.01 %'
  const percent = hundredths / 100
  return `${ratio < 0 ? '-' : ''}${Number.isInteger(percent) ? percent : percent.toFixed(2)} %`
}

/** A count for people: `12,345`. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

const formats: Readonly<Record<Unit, (value: number) => string>> = {
  ms: formatMs,
  s: (seconds) => formatMs(seconds * 1000),
  ratio: formatRatio,
  count: formatCount,
  'per-second': (value) => `${Number(value.toPrecision(3))}/s`,
}

/** A measured value for people, by its unit. */
export function formatValue(value: number, unit: Unit): string {
  return formats[unit](value)
}
