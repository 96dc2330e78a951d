import type { ReadingReport, Unit } from './report-data.ts'

/** Narrow no-break space: joins a number to its unit. */
const thin = '\u202f'

/**
 * A number with its unit, such as `14.2 s`, `99.93 %`, `1,812`, `58.3/s`. With `against`, digits are
 * added until the number no longer reads like the limit it misses: `8.004 s`, not `8.00 s`, beside `8 s`.
 */
export function formatValue(value: number, unit: Unit, against?: number): string {
  for (const extra of [0, 1, 2]) {
    const text = withDigits(value, unit, extra)
    if (against === undefined || value === against) return text
    if (text !== withDigits(against, unit, extra)) return text
  }
  return withDigits(value, unit, 3)
}

/** A round number as people write limits: `8 s`, `99.9 %`. */
export function formatLimitValue(value: number, unit: Unit): string {
  return withDigits(value, unit, 2)
    .replace(/(\.\d*?)0+(?=\D|$)/u, '$1')
    .replace(/\.(?=\D|$)/u, '')
}

const relations = { 'at-most': '≤', 'at-least': '≥', equal: '=' } as const

export interface Limit {
  readonly relation: keyof typeof relations
  readonly value: number
}

export function formatLimit(limit: Limit, unit: Unit): string {
  return `${relations[limit.relation]} ${formatLimitValue(limit.value, unit)}`
}

/** Whether a limit is kept by a reading, as far as the number itself can tell. */
export function isWithin(reading: ReadingReport, { relation, value }: Limit): boolean {
  if (reading.value === null || reading.censored === true) return false
  if (relation === 'equal') return reading.value === value
  return relation === 'at-most' ? reading.value <= value : reading.value >= value
}

/** A time that is 0 because users never felt anything. */
export function isNotFelt(reading: ReadingReport): boolean {
  return reading.value === 0 && reading.note === 'never impaired'
}

/**
 * The value of a reading: `14.2 s`, `> 45.0 s` when observation ended first, `not felt` when there was nothing to
 * measure, `–` when unreadable.
 */
export function formatReading(reading: ReadingReport, unit: Unit, against?: number): string {
  if (reading.value === null) return '–'
  if (isNotFelt(reading)) return 'not felt'
  const text = formatValue(reading.value, unit, against)
  return reading.censored === true ? `> ${text}` : text
}

/** What the number rests on: `± 50 ms`, `95 %: 13.9 s to 15.0 s`, `n = 900`. */
export function formatGrounds(reading: ReadingReport, unit: Unit): readonly string[] {
  if (reading.value === null) return []
  const grounds: string[] = []
  if (reading.resolution !== undefined) {
    grounds.push(`±${thin}${formatValue(reading.resolution, unit)}`)
  }
  if (reading.low !== undefined && reading.high !== undefined) {
    grounds.push(
      `95${thin}%: ${formatValue(reading.low, unit)} to ${formatValue(reading.high, unit)}`,
    )
  }
  grounds.push(`n${thin}=${thin}${formatCount(reading.samples)}`)
  return grounds
}

/** A moment on the scenario's time axis: `+14.2 s`, `−3.0 s`, `+31 ms`. */
export function formatMoment(ms: number): string {
  const size = Math.abs(ms)
  if (size < 0.5) return `0${thin}s`
  const text = size < 999.5 ? `${size.toFixed(0)}${thin}ms` : `${(size / 1000).toFixed(1)}${thin}s`
  return `${ms < 0 ? '−' : '+'}${text}`
}

export function formatCount(value: number): string {
  return group(String(Math.round(value)))
}

/** How long something took, for people: `18 min 04 s`, `42 s`. */
export function formatSpan(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds}${thin}s`
  const rest = String(seconds % 60).padStart(2, '0')
  return `${Math.floor(seconds / 60)}${thin}min ${rest}${thin}s`
}

function withDigits(value: number, unit: Unit, extra: number): string {
  const writers: Record<Unit, () => string> = {
    ms: () => milliseconds(value, extra),
    s: () => milliseconds(value * 1000, extra),
    ratio: () => `${percent(value, extra)}${thin}%`,
    count: () => group(Number.isInteger(value) ? String(value) : value.toFixed(1 + extra)),
    'per-second': () => `${group(value.toFixed(extra + (Math.abs(value) < 100 ? 1 : 0)))}/s`,
  }
  return writers[unit]()
}

/** Three significant digits: `3.20 ms` is noise, so below a second whole milliseconds are enough. */
function milliseconds(value: number, extra: number): string {
  const size = Math.abs(value)
  if (size < 999.5) return `${value.toFixed(extra + (size > 0 && size < 10 ? 1 : 0))}${thin}ms`
  return `${group((value / 1000).toFixed(extra + (size < 9995 ? 2 : 1)))}${thin}s`
}

/** Rounds towards zero, so that nothing short of all reads as 100 %, and something never as 0 %. */
function percent(share: number, extra: number): string {
  if (Number.isInteger(share)) return String(share * 100)
  for (let digits = 2 + extra; digits <= 6; digits += 1) {
    const scaled = Math.trunc(Number((share * 100 * 10 ** digits).toPrecision(12)))
    if (scaled !== 0) return (scaled / 10 ** digits).toFixed(digits)
  }
  return '0.000001'
}

function group(digits: string): string {
  const [whole = '', ...rest] = digits.split('.')
  return [whole.replace(/\B(?=(\d{3})+$)/gu, ','), ...rest].join('.')
}
