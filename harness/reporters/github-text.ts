import { verdictMarks, worstFirst } from '../../reports/marks.ts'
import { formatLimit, formatReading, formatSpan } from '../../reports/numbers.ts'
import type { ReportData, ScenarioReport } from '../../reports/report-data.ts'

/** GitHub shows ten annotations per step and drops the rest without a word. */
const mostAnnotations = 10
/** A step summary over 1,024 KiB is thrown away as a whole; this stays well below. */
const mostSummary = 200_000

/** Workflow commands that mark the broken promise in the scenario file, the worst first. */
export function annotations(report: ReportData): string[] {
  const lines = worstFirst(report.scenarios)
    .filter(({ verdict }) => verdict !== 'PASSED')
    .map(annotation)
  if (lines.length <= mostAnnotations) return lines
  const rest = lines.length - (mostAnnotations - 1)
  return [...lines.slice(0, mostAnnotations - 1), `::error::${rest} more are in the job summary`]
}

function annotation(scenario: ScenarioReport): string {
  const level = scenario.verdict === 'FAILED' ? 'error' : 'warning'
  const line = scenario.judgements.find(({ status }) => status !== 'pass')?.line ?? 1
  const title = property(`${scenario.verdict} ${scenario.id}`)
  return `::${level} file=${property(scenario.file)},line=${line},title=${title}::${data(scenario.headline ?? scenario.note ?? '')}`
}

/** The job summary: a table of verdicts, then what was not kept. Markdown. */
export function summaryMarkdown(report: ReportData): string {
  const ordered = worstFirst(report.scenarios)
  const head = [
    `## ${verdictMarks[report.verdict]} Aftershock: ${report.verdict}`,
    '',
    '| verdict | scenario | what happened | time against limit |',
    '|---|---|---|---|',
  ]
  const rows = ordered.map(
    (scenario) =>
      `| ${verdictMarks[scenario.verdict]} ${scenario.verdict} | ${cell(scenario.id)} | ${cell(scenario.headline ?? scenario.claim)} | ${cell(timeOf(scenario))} |`,
  )
  const foot = [
    '',
    `${formatSpan(report.run.durationMs)}, seed ${report.run.seed}. Again: \`${report.run.command.replaceAll('`', '')}\``,
  ]
  const room = mostSummary - head.join('\n').length - foot.join('\n').length
  let used = 0
  const kept = rows.filter((row) => (used += Buffer.byteLength(row) + 1) < room)
  const cut =
    kept.length < rows.length ? [`| | ${rows.length - kept.length} more in report.html | | |`] : []
  return [...head, ...kept, ...cut, ...foot, ''].join('\n')
}

function timeOf({ judgements }: ScenarioReport): string {
  const measured = judgements.find(
    (one) => one.measured?.unit === 'ms' && one.measured.limit,
  )?.measured
  if (measured?.limit === undefined) return ''
  return `${formatReading(measured.reading, 'ms', measured.limit.value)} (${formatLimit(measured.limit, 'ms')})`
}

function cell(text: string): string {
  return text
    .replace(/[\r\n]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('|', '\\|')
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
