import type { ComplaintGroup } from '../../reports/report-data.ts'
import type { RunHistory } from '../history/history.ts'
import { hurtingFaults, windowsOf } from '../history/windows.ts'

/**
 * What logs complained of, by service and wording, with how many lines before the fault was asked for, while it lasted and
 * after it. What is new with the fault comes first, then the most frequent. Times relative to zero.
 */
export function complaintGroups(history: RunHistory, zero: number): ComplaintGroup[] {
  const { fault } = windowsOf(history)
  const hurt = hurtingFaults(history.header).length > 0
  const from = hurt ? (history.faults[0]?.at ?? zero) : Infinity
  const to = fault?.to ?? from
  const groups = Map.groupBy(history.complaints, ({ source, text }) =>
    JSON.stringify([serviceOf(source), text]),
  )
  return [...groups.values()]
    .flatMap((group): ComplaintGroup[] => {
      const [first] = group
      if (first === undefined) return []
      const lines = (isIn: (at: number) => boolean): number =>
        group.reduce((sum, { at, complaints = 1 }) => sum + (isIn(at) ? complaints : 0), 0)
      return [
        {
          service: serviceOf(first.source),
          text: first.text,
          before: lines((at) => at < from),
          fault: lines((at) => at >= from && at < to),
          after: lines((at) => at >= from && at >= to),
          first: first.at - zero,
        },
      ]
    })
    .toSorted((a, b) => Number(isOld(a)) - Number(isOld(b)) || linesOf(b) - linesOf(a))
}

function isOld({ before }: ComplaintGroup): boolean {
  return before > 0
}

function linesOf({ before, fault, after }: ComplaintGroup): number {
  return before + fault + after
}

function serviceOf(replica: string): string {
  return replica.replace(/-\d+$/u, '')
}
