import type { RunHistory } from '../history/history.ts'
import { matchOperations } from '../operation-pattern.ts'
import type { Evidence, Judgement, Measured, Unknown } from './check.ts'

/** The operations under load that a pattern names, in the order of the scenario. */
export function operationsOf({ header }: RunHistory, pattern: string): readonly string[] {
  return matchOperations(pattern, Object.keys(header.operations))
}

/** Judges each operation by itself and joins the answers; unknown when the pattern names none. */
export function judgeEach(
  history: RunHistory,
  pattern: string,
  judge: (op: string) => Judgement,
): Judgement {
  const ops = operationsOf(history, pattern)
  if (ops.length === 0) {
    return {
      status: 'unknown',
      because: `no operation under load fits ${pattern}`,
      next: `Under load: ${Object.keys(history.header.operations).join(', ') || 'nothing'}.`,
    }
  }
  return worstJudgement(ops.map(judge))
}

/**
 * One judgement of several: fail before unknown before pass. It keeps what each of the worst says, their
 * evidence, and the number of the first of them.
 */
export function worstJudgement(judgements: readonly Judgement[]): Judgement {
  const failed = judgements.filter((judgement) => judgement.status === 'fail')
  const [first, ...others] = failed.flatMap(({ evidence }): readonly Evidence[] => evidence)
  if (first !== undefined) {
    return { status: 'fail', ...joined(failed), evidence: [first, ...others] }
  }
  const unknown = judgements.filter((judgement) => judgement.status === 'unknown')
  if (unknown.length > 0) return joinedUnknown(unknown)
  const passed = judgements.filter((judgement) => judgement.status === 'pass')
  return passed.length === 0
    ? { status: 'unknown', because: 'there was nothing to judge' }
    : { status: 'pass', ...joined(passed) }
}

function joined(
  judgements: readonly { readonly message: string; readonly measured?: Measured }[],
): { readonly message: string; readonly measured?: Measured } {
  const message = judgements.map((judgement) => judgement.message).join('; ')
  const measured = judgements.find((judgement) => judgement.measured !== undefined)?.measured
  return measured === undefined ? { message } : { message, measured }
}

function joinedUnknown(unknown: readonly Unknown[]): Unknown {
  const because = [...new Set(unknown.map((judgement) => judgement.because))].join('; ')
  const next = unknown.find((judgement) => judgement.next !== undefined)?.next
  return { status: 'unknown', because, ...(next === undefined ? {} : { next }) }
}
