import type { RunHistory } from '../history/history.ts'

export type Unit = 'ms' | 'ratio' | 'count' | 'per-second' | 's'

/** A number read from the history. Pure: no clock, no I/O. Says why when it cannot tell. */
export interface Measure {
  readonly name: string
  readonly summary: string
  readonly unit: Unit
  readonly better: 'lower' | 'higher' | 'neither'
  /** Read once per operation under load, or once per run. */
  readonly per: 'operation' | 'run'
  read(history: RunHistory, op: string): Reading
}

export type Reading =
  | {
      readonly value: number
      /** How many requests or writes the number rests on. */
      readonly samples: number
      /** The true value lies within ± this much. Same unit as the value. */
      readonly resolution?: number
      /** 95 % interval where one is meaningful. */
      readonly low?: number
      readonly high?: number
      /** The true value is larger: observation ended first. */
      readonly censored?: boolean
      /** Where on the time axis it was read, ms since epoch. */
      readonly at?: number
      readonly note?: string
    }
  | { readonly value: null; readonly because: string }
