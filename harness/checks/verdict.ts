import type { Judgement } from './check.ts'

export type Verdict = 'PASSED' | 'FAILED' | 'INCONCLUSIVE'

const verdicts: Record<Judgement['status'], Verdict> = {
  pass: 'PASSED',
  fail: 'FAILED',
  unknown: 'INCONCLUSIVE',
}

const rank: Record<Verdict, number> = { PASSED: 0, INCONCLUSIVE: 1, FAILED: 2 }

/** The worst of several verdicts: FAILED > INCONCLUSIVE > PASSED. Nothing judged is INCONCLUSIVE. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return 'INCONCLUSIVE'
  return verdicts.reduce((a, b) => (rank[b] > rank[a] ? b : a))
}

export function verdictOf(judgement: Judgement): Verdict {
  return verdicts[judgement.status]
}
