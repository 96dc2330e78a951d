import type { OperationSeries } from '../report-data.ts'

type Bin = OperationSeries['bins'][number]

/** A stretch of time in which an operation behaves otherwise than usual. Shares are of the rate. */
export interface Spell {
  readonly from: number
  readonly to: number
  readonly fail?: number
  readonly unknown?: number
  readonly degraded?: number
  readonly slow?: number
  /** Latency is multiplied by this. */
  readonly drag?: number
}

export interface SeriesOptions {
  readonly op: string
  readonly rate: number
  readonly latencyLimitMs: number
  readonly from: number
  readonly to: number
  readonly p50: number
  readonly spells?: readonly Spell[]
  readonly recoveredAt?: number | null
  readonly recoveryLimit?: number
}

const binMs = 500

/** A believable series for samples: steady texture, disturbed by spells. The same every time. */
export function series(options: SeriesOptions): OperationSeries {
  const count = Math.round((options.to - options.from) / binMs)
  return {
    op: options.op,
    rate: options.rate,
    latencyLimitMs: options.latencyLimitMs,
    binMs,
    bins: Array.from({ length: count }, (_, index) => bin(options, index)),
    recoveredAt: options.recoveredAt ?? null,
    ...(options.recoveryLimit === undefined ? {} : { recoveryLimit: options.recoveryLimit }),
  }
}

function bin(options: SeriesOptions, index: number): Bin {
  const at = options.from + index * binMs
  const spell = options.spells?.find((s) => at >= s.from && at < s.to)
  const all = Math.round((options.rate * binMs) / 1000)
  const share = (wanted: number | undefined): number =>
    wanted === undefined
      ? 0
      : Math.min(all, Math.round(all * wanted * (0.94 + 0.1 * texture(index))))
  const fail = share(spell?.fail)
  const unknown = Math.min(all - fail, share(spell?.unknown))
  const degraded = Math.min(all - fail - unknown, share(spell?.degraded))
  const slow = Math.min(all - fail - unknown - degraded, share(spell?.slow))
  const ok = all - fail - unknown - degraded - slow
  const good = ok + slow + degraded > 0
  const p50 = options.p50 * (spell?.drag ?? 1) * (0.9 + 0.25 * texture(index + 7))
  return {
    at,
    ok,
    degraded,
    slow,
    fail,
    unknown,
    p50: good ? Math.round(p50) : null,
    p95: good ? Math.round(p50 * (1.9 + 0.8 * texture(index + 31))) : null,
  }
}

/** A fixed, rough-looking sequence in [0, 1): samples must not change from one build to the next. */
function texture(index: number): number {
  const x = Math.sin(index * 12.9898) * 43758.5453
  return x - Math.floor(x)
}
