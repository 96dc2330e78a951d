import type { AcknowledgedWrite } from '../measures/write-ledger.ts'
import type { Evidence } from './check.ts'

/** How many lost writes are named; the others are in the history. */
const shown = 5

/** The first lost writes, each with when it was acknowledged and what became of it. */
export function lostEvidence(lost: readonly AcknowledgedWrite[]): readonly Evidence[] {
  return lost.slice(0, shown).map(({ token, op, effect, acknowledgedAt }) => {
    const fate = effect === 'add' ? 'is not there' : 'is there again'
    return { at: acknowledgedAt, text: `${token}: ${op} was acknowledged, and it ${fate}` }
  })
}
