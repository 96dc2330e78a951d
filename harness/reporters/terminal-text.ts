import { brokenFirst, statusMarks, verdictMarks } from '../../reports/marks.ts'
import {
  formatGrounds,
  formatLimit,
  formatMoment,
  formatReading,
  formatSpan,
} from '../../reports/numbers.ts'
import type { JudgementReport, ReportData, ScenarioReport } from '../../reports/report-data.ts'
import { titleOf } from '../../reports/title.ts'
import { withoutControls } from './control-characters.ts'
import type { Paint, Tone } from './paint.ts'
import { wrap } from './wrap.ts'

const evidenceShown = 3

const verdictTones = { PASSED: 'good', FAILED: 'bad', INCONCLUSIVE: 'unsure' } as const
const statusTones = { pass: 'good', fail: 'bad', unknown: 'unsure' } as const satisfies Record<
  JudgementReport['status'],
  Tone
>

/** What is said when a scenario has ended: the verdict with its key number, then all that was not kept. */
export function scenarioText(scenario: ScenarioReport, paint: Paint): string {
  const { verdict, repeat } = scenario
  const which = repeat.of > 1 ? ` ${repeat.index}/${repeat.of}` : ''
  const mark = paint(verdictTones[verdict], `${verdictMarks[verdict]} ${verdict}`)
  const lines = [
    `${mark}  ${paint('strong', scenario.id)}${which}  ${titleInTerminal(scenario)}`,
    ...(scenario.note === undefined ? [] : [`    ${scenario.note}`]),
    ...brokenFirst(scenario.judgements)
      .filter(({ status }) => status !== 'pass')
      .flatMap((judgement) => judgementLines(judgement, scenario, paint)),
  ]
  return plain(lines.flatMap((line) => wrap(line)))
}

/** The broken promise, shortened, or what was kept. The whole message stands below, with its check. */
function titleInTerminal(scenario: ScenarioReport): string {
  const kept = scenario.judgements.every(({ status }) => status === 'pass')
  return scenario.headline === undefined && kept ? keyNumber(scenario) : titleOf(scenario).lead
}

/** The time promise of a kept scenario with its limit; else what it rests on. */
function keyNumber({ judgements }: ScenarioReport): string {
  const [judgement] = judgements
    .filter(({ measured }) => measured?.limit !== undefined)
    .toSorted((a, b) => Number(b.measured?.unit === 'ms') - Number(a.measured?.unit === 'ms'))
  const number = judgement === undefined ? '' : measuredText(judgement)
  return number === '' ? `${judgements.length} promises kept` : number
}

function measuredText({ measured }: JudgementReport): string {
  if (measured === undefined) return ''
  const { label, unit, reading, limit } = measured
  const held = limit === undefined ? [] : [`limit ${formatLimit(limit, unit)}`]
  const value = `${label} ${formatReading(reading, unit, limit?.value)}`
  return [value, ...held, ...formatGrounds(reading, unit)].join(', ')
}

function judgementLines(
  judgement: JudgementReport,
  scenario: ScenarioReport,
  paint: Paint,
): string[] {
  const { status, asked, line, message, evidence, next } = judgement
  const place = line === undefined ? '' : paint('soft', `  ${scenario.file}:${line}`)
  const hidden = evidence.length - evidenceShown
  const measured = measuredText(judgement)
  return [
    `    ${paint(statusTones[status], `${statusMarks[status]} ${asked}`)}${place}`,
    // The title may already be the message.
    ...(isSame(message, titleOf(scenario).lead) ? [] : [`      ${message}`]),
    ...(measured === '' ? [] : [`      ${measured}`]),
    ...evidence
      .slice(0, evidenceShown)
      .map(
        ({ at, text }) =>
          `      ${(at === undefined ? '' : formatMoment(at)).padStart(8)}  ${text}`,
      ),
    ...(hidden > 0 ? [paint('soft', `                ${hidden} more in the report`)] : []),
    ...(next === undefined ? [] : [`      next: ${next}`]),
  ]
}

function isSame(a: string, b: string): boolean {
  return a.replace(/\.$/u, '') === b.replace(/\.$/u, '')
}

/** The last lines of a run: counts, then where to read on and how to do it again. */
export function summaryText(report: ReportData, place: string, paint: Paint): string {
  const { counts, run } = report
  const parts = [
    counts.failed > 0 && paint('bad', `✗ ${counts.failed} failed`),
    counts.inconclusive > 0 && paint('unsure', `? ${counts.inconclusive} inconclusive`),
    counts.passed > 0 && paint('good', `✓ ${counts.passed} passed`),
    counts.notExecuted > 0 && paint('soft', `- ${counts.notExecuted} not executed`),
  ].filter((part) => part !== false)
  const nothing = parts.length === 0 ? [paint('unsure', '? nothing was run')] : parts
  return plain([
    '',
    ...(run.interrupted ? [paint('unsure', 'Interrupted: faults were healed first.')] : []),
    [...nothing, formatSpan(run.durationMs), `seed ${run.seed}`].join('   '),
    `Report  ${place}`,
    `Re-run  ${run.command}`,
  ])
}

/** Fonts of a terminal may lack the narrow space of the page. */
function plain(lines: readonly string[]): string {
  return lines.map((line) => withoutControls(line.replaceAll('\u202f', ' '))).join('\n')
}
