import type { FaultBar, ScenarioReport, Timeline } from '../../reports/report-data.ts'
import type { OperationFacts, RunHistory } from '../history/history.ts'
import type { RequestRecord } from '../history/record.ts'
import { isIn, windowsOf } from '../history/windows.ts'
import { formatCount, formatMs } from '../units.ts'
import { kindOf } from './bins.ts'

/** What was done and what users felt, in a few sentences made from data alone: no adjectives, no guesses. */
export function happened(history: RunHistory, timeline: Timeline): string {
  return [...deeds(timeline, history), ...feelings(history, timeline)].join(' ')
}

function deeds({ faults }: Timeline, { header }: RunHistory): string[] {
  const rate = Object.values(header.operations).reduce((sum, { rate }) => sum + rate, 0)
  const load = `${formatCount(Math.round(rate * 10) / 10)} requests/s`
  if (faults.length === 0) return [`No fault was injected under ${load}.`]
  return faults.map((fault, index) => deed(fault, index === 0 ? ` under ${load}` : ''))
}

function deed(fault: FaultBar, load: string): string {
  const hurt = [fault.fault, fault.where].filter((part) => part !== '').join(' on ')
  if (fault.effective === null) return `${hurt} never took effect: ${fault.effect}.`
  const begin = fault.effective === 0 ? '' : ` at +${formatMs(fault.effective)}`
  const end =
    fault.healed === null
      ? 'it was not healed'
      : `it was healed after ${formatMs(fault.healed - fault.effective)}`
  // What a fault says that it did often names the target already.
  if (fault.where !== '' && fault.effect.includes(fault.where)) {
    return `${fault.effect}${begin}${load}; ${end}.`
  }
  const effect = fault.effect === fault.fault ? '' : `${fault.effect}; `
  return `${hurt}${begin}${load}: ${effect}${end}.`
}

function feelings(history: RunHistory, timeline: Timeline): string[] {
  const { fault, all } = windowsOf(history)
  const span = fault ?? all
  if (span === null) return ['The fault was never in effect, so users felt nothing of it.']
  const during = history.requests.filter(({ intended }) => isIn(intended, span))
  const whole = Object.entries(history.header.operations).map(([op, facts]) =>
    feeling(
      op,
      during.filter((request) => request.op === op),
      facts,
      timeline.operations.find((series) => series.op === op)?.recoveredAt ?? null,
    ),
  )
  return [`${whole.join('; ')}.`]
}

function feeling(
  op: string,
  requests: readonly RequestRecord[],
  facts: OperationFacts,
  recoveredAt: number | null,
): string {
  if (requests.length === 0) return `${op} had no requests`
  const count = (kind: ReturnType<typeof kindOf>): number =>
    requests.filter((request) => kindOf(request, facts) === kind).length
  const [failed, unknown, degraded, slow] = [
    count('fail'),
    count('unknown'),
    count('degraded'),
    count('slow'),
  ]
  const parts = [
    failed > 0 && `failed ${formatCount(failed)}`,
    unknown > 0 && `left ${formatCount(unknown)} unanswered`,
    slow > 0 && `answered ${formatCount(slow)} too late`,
    degraded > 0 && `degraded ${formatCount(degraded)}`,
  ].filter((part) => part !== false)
  const all = formatCount(requests.length)
  const felt =
    parts.length === 0 ? `answered all ${all} requests well` : `${listed(parts)} of ${all} requests`
  return `${op} ${felt}${recoveredAt === null ? '' : ` and was back at +${formatMs(recoveredAt)}`}`
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** The first broken promise, or the reason why nothing is proved; undefined when all was kept. */
export function headline(
  verdict: ScenarioReport['verdict'],
  judgements: ScenarioReport['judgements'],
  doubts: ScenarioReport['doubts'],
  note?: string,
): string | undefined {
  if (verdict === 'PASSED') return undefined
  const status = verdict === 'FAILED' ? 'fail' : 'unknown'
  const message = judgements.find((judgement) => judgement.status === status)?.message
  const doubt = doubts.find(({ fatal }) => fatal)?.text
  // Why a run proves nothing is rather told by its gravest doubt than by the promises that suffer from it.
  const text = verdict === 'FAILED' ? (message ?? note ?? doubt) : (doubt ?? message)
  return text === undefined ? 'Nothing was judged.' : sentence(text)
}

function sentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?]$/u.test(trimmed) ? trimmed : `${trimmed}.`
}
