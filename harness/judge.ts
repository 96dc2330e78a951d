import { closest } from 'fastest-levenshtein'
import type { Check, Judgement } from './checks/check.ts'
import { verdictOf, worst, type Verdict } from './checks/verdict.ts'
import { reasonOf } from './errors.ts'
import type { Expectation, RunHistory } from './history/history.ts'

/** One expectation with what its check said. */
export interface Judged {
  /** For a check that judges every run: its name without options and without a line. */
  readonly expectation: Expectation
  /** Null when there is no check of that name. */
  readonly check: Check | null
  readonly judgement: Judgement
}

export interface Judgements {
  readonly verdict: Verdict
  readonly judgements: readonly Judged[]
}

/**
 * Judges a whole history: what its scenario expects, in that order, then what is checked in every run.
 * Pure, so an old history can be judged again. Whatever goes wrong in a check is unknown, never a pass.
 */
export function judge(
  history: RunHistory,
  { checks }: { readonly checks: Readonly<Record<string, Check>> },
): Judgements {
  const asked = history.header.expect.map((expectation): Judged => {
    const check = Object.hasOwn(checks, expectation.check) ? checks[expectation.check] : undefined
    if (check === undefined) {
      return { expectation, check: null, judgement: noSuchCheck(expectation.check, checks) }
    }
    return { expectation, check, judgement: judgeSafely(check, history, expectation) }
  })
  const always = Object.values(checks)
    .filter(({ when }) => when === 'always')
    .map((check): Judged => {
      const expectation = { check: check.name, options: {} }
      return { expectation, check, judgement: judgeSafely(check, history, expectation) }
    })
  const judgements = [...asked.map((each) => unlessDistrusted(each, always)), ...always]
  return { verdict: worst(judgements.map(({ judgement }) => verdictOf(judgement))), judgements }
}

/** A failure that rests on something unknown is unknown too; what was seen is still told. */
function unlessDistrusted(judged: Judged, always: readonly Judged[]): Judged {
  const { check, judgement } = judged
  if (judgement.status !== 'fail') return judged
  const shaky = always.find(
    (each) =>
      each.judgement.status === 'unknown' && check?.trusts?.includes(each.expectation.check),
  )
  if (shaky?.judgement.status !== 'unknown') return judged
  const { because, next } = shaky.judgement
  const seen = `${shaky.expectation.check}: ${because}; so this proves nothing: ${judgement.message}`
  const doubted = { status: 'unknown' as const, because: seen }
  return { ...judged, judgement: next === undefined ? doubted : { ...doubted, next } }
}

function judgeSafely(check: Check, history: RunHistory, { options }: Expectation): Judgement {
  try {
    return check.judge(history, options)
  } catch (error) {
    const because = `the check ${check.name} broke: ${reasonOf(error)}`
    return { status: 'unknown', because, next: 'This is a bug in the check. Please report it.' }
  }
}

function noSuchCheck(name: string, checks: Readonly<Record<string, Check>>): Judgement {
  const names = Object.keys(checks)
  const guess = names.length === 0 ? '' : ` Did you mean ${closest(name, names)}?`
  return { status: 'unknown', because: `there is no check named ${name}.${guess}` }
}
