import type { z } from 'zod'
import type { RunHistory } from '../history/history.ts'
import type { Reading, Unit } from '../measures/measure.ts'

/**
 * A claim about the history. Pure. A failure points at evidence; an empty history is `unknown`.
 * In a scenario a check is written `name` or `{ name: subject, option: … }`; `options` validates
 * that whole map, so the subject's key is the check's own name.
 */
export interface Check<Options extends Record<string, unknown> = Record<string, unknown>> {
  readonly name: string
  readonly summary: string
  /** `always` checks judge every run, asked or not. */
  readonly when: 'asked' | 'always'
  readonly options: z.ZodType<Options>
  /** What kind of name the subject is. A name must exist, and of ledgers only those that are named or written to are read. */
  readonly subject: NameKind | 'none'
  /** Options that are names too, and of what kind; as above. */
  readonly names?: Readonly<Record<string, NameKind>>
  /**
   * Checks of every run that must not be unknown, or a failure of this one says nothing about the
   * target: without a steady baseline there is no "as good as before".
   */
  readonly trusts?: readonly string[]
  judge(history: RunHistory, options: Options): Judgement
}

/**
 * What a name in a scenario stands for. `event` is a log event of the target; a `moment` is an event of target or
 * engine, a fault of the scenario by its name or by what it hurts, or `heal`; a `tier` is one that the subject's operations declare.
 */
export type NameKind = 'operations' | 'journey' | 'ledger' | 'event' | 'moment' | 'tier'

export type Judgement = Pass | Fail | Unknown
export interface Pass {
  readonly status: 'pass'
  readonly message: string
  readonly measured?: Measured
}
export interface Fail {
  readonly status: 'fail'
  readonly message: string
  readonly evidence: readonly [Evidence, ...Evidence[]]
  readonly measured?: Measured
}
export interface Unknown {
  readonly status: 'unknown'
  readonly because: string
  readonly next?: string
  /** What was read all the same, though it decides nothing. */
  readonly measured?: Measured
}

/** One fact with its place on the time axis (ms since epoch). */
export interface Evidence {
  readonly at?: number
  readonly text: string
}

/** The number behind a judgement, with the limit it was held against. */
export interface Measured {
  readonly label: string
  readonly unit: Unit
  readonly reading: Reading
  readonly limit?: { readonly relation: 'at-most' | 'at-least' | 'equal'; readonly value: number }
}
