import type { JudgementReport, Verdict } from './report-data.ts'

/** Shape before colour: each state has a mark and a word of its own. */
export const verdictMarks = {
  PASSED: '✓',
  FAILED: '✗',
  INCONCLUSIVE: '?',
} as const satisfies Record<Verdict, string>

export const statusMarks = { pass: '✓', fail: '✗', unknown: '?' } as const satisfies Record<
  JudgementReport['status'],
  string
>

export const statusWords = {
  pass: 'kept',
  fail: 'broken',
  unknown: 'unknown',
} as const satisfies Record<JudgementReport['status'], string>

const order: Record<Verdict, number> = { FAILED: 0, INCONCLUSIVE: 1, PASSED: 2 }

/** What needs a reader first: failed, inconclusive, passed; otherwise the order of the run. */
export function worstFirst<T extends { readonly verdict: Verdict }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => order[a.verdict] - order[b.verdict])
}

const statusOrder: Record<JudgementReport['status'], number> = { fail: 0, unknown: 1, pass: 2 }

export function brokenFirst(judgements: readonly JudgementReport[]): JudgementReport[] {
  return judgements.toSorted((a, b) => statusOrder[a.status] - statusOrder[b.status])
}

/** An id that is safe in HTML and in a link. */
export function anchorOf(scenario: { id: string; repeat: { index: number; of: number } }): string {
  const name = scenario.id.replace(/[^A-Za-z0-9]+/gu, '-')
  return scenario.repeat.of > 1 ? `${name}-${scenario.repeat.index}` : name
}
