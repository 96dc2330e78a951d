import type { Check } from '../checks/check.ts'
import type { Fault } from '../faults/fault.ts'
import type { Target } from '../target/target.ts'

/** All words that a scenario may use. The language itself names no fault, no check and no service. */
export interface Vocabulary {
  readonly faults: Readonly<Record<string, Fault>>
  readonly checks: Readonly<Record<string, Check>>
  readonly target: Target
}

/** What a machine may lack and a scenario may ask for with `requires`; `doctor` says what is there. */
export const capabilities = ['netem'] as const
