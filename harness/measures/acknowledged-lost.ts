import { ruleOfThree } from '../statistics/rule-of-three.ts'
import { formatRatio } from '../units.ts'
import type { Measure } from './measure.ts'
import { accountOf, ledgersOf } from './write-ledger.ts'

/** Acknowledged writes that the final data contradict, over all ledgers. */
export const acknowledgedLost: Measure = {
  name: 'acknowledged-lost',
  summary: 'How many acknowledged writes the final data do not hold.',
  unit: 'count',
  better: 'lower',
  per: 'run',
  read(history) {
    const ledgers = ledgersOf(history)
    if (ledgers.length === 0) return { value: null, because: 'no operation under load writes' }
    const accounts = ledgers.map((ledger) => accountOf(history, ledger))
    const missing = ledgers.filter((_, index) => accounts[index] === undefined)
    if (missing.length > 0) {
      return { value: null, because: `no settled final read of ${missing.join(', ')}` }
    }
    const samples = accounts.reduce((sum, account) => sum + (account?.acknowledged ?? 0), 0)
    if (samples === 0) return { value: null, because: 'no write was acknowledged' }
    const value = accounts.reduce((sum, account) => sum + (account?.lost.length ?? 0), 0)
    const note = `0 of ${samples} proves, at 95 %, that less than ${formatRatio(ruleOfThree(samples))} is lost`
    return { value, samples, ...(value === 0 ? { note } : {}) }
  },
}
