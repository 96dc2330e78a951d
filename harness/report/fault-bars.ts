import type { FaultBar } from '../../reports/report-data.ts'
import { stampOf } from '../history/windows.ts'
import type { RunHistory } from '../history/history.ts'
import { nameTargets } from '../target-names.ts'

/** One bar per fault that was requested and hurt something. Times relative to zero. */
export function faultBars(history: RunHistory, zero: number): FaultBar[] {
  return history.header.faults.flatMap((planned): FaultBar[] => {
    const stamp = (stage: Parameters<typeof stampOf>[2]) => stampOf(history, planned.id, stage)
    const requested = stamp('requested')
    if (requested === undefined || planned.fault === 'none') return []
    const effective = stamp('effective')
    const note = stamp('failed')?.note ?? effective?.note ?? stamp('acknowledged')?.note
    const target = requested.target.length > 0 ? requested.target : planned.target
    return [
      {
        fault: planned.fault,
        target,
        where: nameTargets(target),
        effect: note ?? planned.fault,
        requested: requested.at - zero,
        effective: effective === undefined ? null : effective.at - zero,
        healed: relative(stamp('heal-effective')?.at, zero),
        touched: stamp('heal-requested')?.touched ?? null,
      },
    ]
  })
}

function relative(at: number | undefined, zero: number): number | null {
  return at === undefined ? null : at - zero
}
