import type { Verdict } from '../checks/verdict.ts'
import { isStillExpected } from '../scenario/expected-failure.ts'
import type { ExpectedFailure } from '../scenario/plan.ts'

/** A verdict held against what the scenario itself expects, and the words that say so. */
export interface WeighedVerdict {
  readonly verdict: Verdict
  readonly note?: string
}

/**
 * A promise that is known to be broken counts as kept while it stays broken, and as broken as soon
 * as it holds: then the expectation is out of date. After its `until` a failure counts again; `wallMs` is the time of the run.
 */
export function weigh(
  verdict: Verdict,
  expected: ExpectedFailure | undefined,
  wallMs: number,
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
  return { verdict: 'PASSED', note: `failed as expected: ${expected.because}${ticket}` }
}
