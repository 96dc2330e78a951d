import { z } from 'zod'
import { hurtingFaults } from '../history/windows.ts'
import { finalRead } from '../measures/write-ledger.ts'
import type { Check, Evidence, Measured } from './check.ts'

const options = z.strictObject({
  'one-holder': z.string().describe('The ledger of what was done under the lock.'),
  challenge: z
    .enum(['stale-write', 'contention'])
    .default('stale-write')
    .describe(
      'What must have happened, or nothing is proved: a write that came too late, or somebody who was turned away.',
    ),
})
type Options = z.output<typeof options>

const needed = ['acquired', 'staleRefused', 'staleAccepted'] as const

/**
 * Whoever lost a lock without knowing must not write any more. The ledger's totals say how it went:
 * `acquired` (locks granted), `staleRefused` and `staleAccepted` (writes with an older fencing token than one
 * that was seen before), `overlaps` (optional: writes of one holder amid those of another) and `turnedAway`
 * (for `contention`: those who found the lock taken).
 * Source: M. Kleppmann, "How to do distributed locking", 2016 (fencing tokens).
 */
export const oneHolder: Check<Options> = {
  name: 'one-holder',
  summary: 'Of several holders of a lock only the latest could write.',
  when: 'asked',
  options,
  subject: 'ledger',
  judge(history, { 'one-holder': ledger, challenge }) {
    const final = finalRead(history, ledger)
    if (final === undefined) {
      return { status: 'unknown', because: `${ledger} was never read until it stopped changing` }
    }
    const { totals = {} } = final
    const named = [
      ...needed,
      ...(challenge === 'contention' ? ['turnedAway'] : []),
      ...('overlaps' in totals ? ['overlaps'] : []),
    ]
    // What is no number is neither none nor too many.
    const missing = named.filter((name) => !Number.isFinite(totals[name]))
    if (missing.length > 0) {
      return { status: 'unknown', because: `${ledger} does not say ${missing.join(', ')}` }
    }
    const {
      acquired = 0,
      staleRefused = 0,
      staleAccepted = 0,
      overlaps = 0,
      turnedAway = 0,
    } = totals
    if (acquired === 0) return { status: 'unknown', because: 'nobody ever got the lock' }
    const measured: Measured = {
      label: `writes without the lock, ${ledger}`,
      unit: 'count',
      reading: { value: staleAccepted + overlaps, samples: acquired },
      limit: { relation: 'at-most', value: 0 },
    }
    const broken: readonly Evidence[] = [
      ...(staleAccepted > 0
        ? [{ at: final.at, text: `${staleAccepted} writes with an older token came through` }]
        : []),
      ...(overlaps > 0
        ? [{ at: final.at, text: `${overlaps} writes were made amid those of another holder` }]
        : []),
    ]
    const [first, ...others] = broken
    const told = `${acquired} holders, ${staleRefused} late writes refused`
    if (first !== undefined) {
      const message = `${broken.map(({ text }) => text).join(', ')}; ${told}`
      return { status: 'fail', message, evidence: [first, ...others], measured }
    }
    const calm = hurtingFaults(history.header).length === 0
    if (challenge === 'contention' && turnedAway === 0 && !calm) {
      return { status: 'unknown', because: `nobody ever found the lock taken: ${told}` }
    }
    if (challenge === 'stale-write' && staleRefused === 0 && !calm) {
      return {
        status: 'unknown',
        because: `no holder came too late, so the lock was put to no test: ${told}`,
        next: 'Hold up a holder for longer than its lease, or ask for challenge: contention.',
      }
    }
    return { status: 'pass', message: `nobody wrote without the lock: ${told}`, measured }
  },
}
