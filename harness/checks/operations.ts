import type { RunHistory } from '../history/history.ts'
import { matchOperations } from '../operation-pattern.ts'
import type { Evidence, Fail, Judgement, Measured, Pass, Unknown } from './check.ts'

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
  return joinOperations(ops.map((op) => ({ op, judgement: judge(op) })))
}

interface JudgedOperation<J extends Judgement = Judgement> {
  readonly op: string
  readonly judgement: J
}

/**
 * One judgement of several: fail before unknown before pass. Of the failures the one that misses its limit
 * by most is told in full, the others are named and follow in the evidence. The number is that of the
 * operation that comes nearest to its limit, or misses it by most.
 */
function joinOperations(judged: readonly JudgedOperation[]): Judgement {
  const failed = worstFirst(judged.filter(isFailed))
  const [lead, ...others] = failed
  if (lead !== undefined) {
    const [first, ...rest] = lead.judgement.evidence
    const alsoTold = others.flatMap(({ judgement }): readonly Evidence[] => [
      { text: judgement.message },
      ...judgement.evidence,
    ])
    const message = lead.judgement.message + alsoNamed('broken', others)
    return { ...lead.judgement, message, evidence: [first, ...rest, ...alsoTold] }
  }
  const [unknown, ...alsoUnknown] = judged.filter(isUnknown)
  if (unknown !== undefined) {
    const different = alsoUnknown.filter(
      ({ judgement }) => judgement.because !== unknown.judgement.because,
    )
    const because = unknown.judgement.because + alsoNamed('unknown', different)
    return { ...unknown.judgement, because }
  }
  const passed = worstFirst(judged.filter(isPassed))
  const measured = passed.find(({ judgement }) => judgement.measured !== undefined)?.judgement
    .measured
  const message = judged.filter(isPassed).map(({ judgement }) => judgement.message)
  return { status: 'pass', message: message.join('; '), ...(measured ? { measured } : {}) }
}

function alsoNamed(what: string, others: readonly JudgedOperation[]): string {
  return others.length === 0 ? '' : `; also ${what}: ${others.map(({ op }) => op).join(', ')}`
}

function worstFirst<J extends Pass | Fail>(
  judged: readonly JudgedOperation<J>[],
): readonly JudgedOperation<J>[] {
  return judged.toSorted((a, b) => excess(b.judgement.measured) - excess(a.judgement.measured))
}

/** How far a number is beyond its limit, as a share of the limit; negative while it is kept. */
function excess(measured: Measured | undefined): number {
  if (measured?.limit === undefined || measured.reading.value === null) return -Infinity
  const { reading, limit } = measured
  if (reading.value === null) return -Infinity
  if (reading.censored === true) return Infinity
  const beyond = reading.value - limit.value
  return (limit.relation === 'at-least' ? -beyond : beyond) / Math.max(limit.value, Number.EPSILON)
}

function isFailed(judged: JudgedOperation): judged is JudgedOperation<Fail> {
  return judged.judgement.status === 'fail'
}
function isUnknown(judged: JudgedOperation): judged is JudgedOperation<Unknown> {
  return judged.judgement.status === 'unknown'
}
function isPassed(judged: JudgedOperation): judged is JudgedOperation<Pass> {
  return judged.judgement.status === 'pass'
}

/**
 * One judgement of several things that have no limit to miss by more or less, such as ledgers: it keeps what each of the worst says, their
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
