import type { Verdict } from '../checks/verdict.ts'
import { isStillExpected } from '../scenario/expected-failure.ts'
import type { ExpectedFailure } from '../scenario/plan.ts'

/** A verdict held against what the scenario itself expects, and the words that say so. */
export interface WeighedVerdict {
  readonly verdict: Verdict
  readonly note?: string
}

/** What the judgements of a run were, as far as an expected failure depends on it. */
export interface Found {
  /** Names of the checks that failed. */
  readonly failed: readonly string[]
  /** Why something is unknown, if anything is: then nothing is proved, not even the expected. */
  readonly unknown?: string
}

/**
 * A promise that is known to be broken counts as kept while it stays broken, and as broken as soon
 * as it holds: then the expectation is out of date. Only the failures it names are expected, and only when
 * nothing is unknown. After its `until` a failure counts again; `wallMs` is the time of the run.
 */
export function weigh(
  verdict: Verdict,
  expected: ExpectedFailure | undefined,
  wallMs: number,
  found: Found,
): WeighedVerdict {
  if (!expected || verdict === 'INCONCLUSIVE') return { verdict }
  const ticket = expected.ticket === undefined ? '' : ` (${expected.ticket})`
  if (verdict === 'PASSED')
    return {
      verdict: 'FAILED',
      note: `expected to fail, but every promise was kept: remove expect-fail${ticket}`,
    }
  if (!isStillExpected(expected, wallMs))
    return { verdict, note: `was expected to fail only until ${expected.until}${ticket}` }
  const others = found.failed.filter((check) => expected.checks?.includes(check) === false)
  if (others.length > 0)
    return { verdict, note: `expected to fail, but not by ${[...new Set(others)].join(', ')}` }
  if (found.unknown !== undefined)
    return {
      verdict: 'INCONCLUSIVE',
      note: `failed, but not provably as expected: ${found.unknown}`,
    }
  return { verdict: 'PASSED', note: `failed as expected: ${expected.because}${ticket}` }
}
