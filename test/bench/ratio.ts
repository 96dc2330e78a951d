import type { Bench, BenchFn, TestContext } from 'vitest'

/** Two numbers taken in the same run; only their ratio means anything on another machine. */
export interface Ratio {
  readonly what: string
  readonly unit: 'ms' | 'KiB' | 'B per request'
  readonly measured: number
  /** What it is held against, in a few words. */
  readonly against: string
  readonly baseline: number
  /** Where the ratio was seen to be, or what it must be in theory. */
  readonly near: number
}

declare module 'vitest' {
  interface TaskMeta {
    ratios?: readonly Ratio[]
  }
}

/** Hands a ratio to the table at the end of the run. Throws when it is none: then the benchmark is broken. */
export function tell({ meta }: TestContext['task'], ratio: Ratio): void {
  const { what, measured, baseline } = ratio
  if (!(measured > 0 && baseline > 0)) throw new Error(`${what}: ${measured} against ${baseline}`)
  meta.ratios = [...(meta.ratios ?? []), ratio]
}

/** One pass: a warm-up and two rounds of each. */
const pass = { iterations: 2, time: 0, warmupIterations: 1, warmupTime: 0 }
const passes = 6

/**
 * Runs all of them in turn, again and again, so that what disturbs one disturbs the others too. Answers with the
 * fastest round of each, in milliseconds: noise only ever adds.
 */
export async function fastest<Name extends string>(
  bench: Bench,
  contestants: Readonly<Record<Name, BenchFn>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(contestants) as Name[]
  const times = new Map<Name, number>()
  for (let n = 0; n < passes; n++) {
    const [first, second, ...others] = names.map((name) => bench(name, contestants[name]))
    if (first === undefined || second === undefined) throw new Error('one alone makes no ratio')
    const round = await bench.compare(first, second, ...others, pass)
    for (const name of names) {
      times.set(name, Math.min(times.get(name) ?? Infinity, round.get(name).latency.min))
    }
  }
  return Object.fromEntries(times) as Record<Name, number>
}
