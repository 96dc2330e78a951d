import { windowsOf } from '../history/windows.ts'
import type { Measure, Reading } from './measure.ts'
import { accountOf, ledgersOf, type LedgerAccount } from './write-ledger.ts'

/** RPO as it was: how far back before the fault the data fell. Its other half is `acknowledged-lost`. */
export const recoveryPoint: Measure = {
  name: 'recovery-point',
  summary:
    'From the oldest lost acknowledged write to the fault; 0 when none from before it was lost.',
  unit: 'ms',
  better: 'lower',
  per: 'run',
  read(history) {
    const { zero } = windowsOf(history)
    if (zero === null) return { value: null, because: 'no fault was seen to take effect' }
    const accounts = ledgersOf(history).flatMap((ledger) => accountOf(history, ledger) ?? [])
    return fallBack(accounts, zero)
  },
}

/** How far back before `damageAt` (ms since the run's epoch) these ledgers fell. */
export function fallBack(accounts: readonly LedgerAccount[], damageAt: number): Reading {
  const samples = accounts.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
  if (samples === 0) {
    return { value: null, because: 'no acknowledged write, or no settled final read' }
  }
  const lost = accounts.flatMap((account) => account.lost)
  if (lost.length === 0) return { value: 0, samples, note: 'nothing acknowledged was lost' }
  const oldest = lost.reduce((least, each) => Math.min(least, each.acknowledgedAt), Infinity)
  const note = oldest > damageAt ? 'all that was lost was acknowledged after the fault' : undefined
  return {
    value: Math.max(0, damageAt - oldest),
    samples,
    at: oldest,
    ...(note === undefined ? {} : { note }),
  }
}
