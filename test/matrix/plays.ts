/** Plays scenarios as users do, and tells what came of them. */
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReportData, ScenarioReport } from '../../reports/report-data.ts'
import { startCommand } from '../support/command-line.ts'

/** One scenario takes about a minute and a half with its environment; a busy machine may need twice that. */
export const limitMs = 300_000
export const seeds: readonly string[] = (process.env['AFTERSHOCK_SEEDS'] ?? '1').split(',')

/** Plays scenarios in one run of the program, so that they share their environments. */
export const play = (
  names: readonly string[],
  ...more: readonly string[]
): Promise<readonly ScenarioReport[]> =>
  playFiles(
    names.map((name) => `scenarios/${name}.yaml`),
    ...more,
  )

async function playFiles(
  files: readonly string[],
  ...more: readonly string[]
): Promise<readonly ScenarioReport[]> {
  const output = await mkdtemp(join(tmpdir(), 'aftershock-matrix-'))
  const command = startCommand(['run', ...files, '--output', output, ...more])
  await command.ended
  const text = await readFile(join(output, 'latest', 'report.json'), 'utf8').catch(() => {
    throw new Error(`there is no report:\n${command.said()}`)
  })
  const data: ReportData = JSON.parse(text)
  return data.scenarios
}

/** Plays one scenario. @throws Error when it is not in the report. */
export async function playOne(name: string, ...more: readonly string[]): Promise<ScenarioReport> {
  const [report] = await play([name], ...more)
  if (report === undefined) throw new Error(`${name} was not reported`)
  return report
}

/**
 * Plays one scenario with words of its text replaced, each of which must be there.
 * @throws Error when one is not, or when the scenario is not in the report.
 */
export async function playChanged(
  name: string,
  changes: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<ScenarioReport> {
  let text = await readFile(`scenarios/${name}.yaml`, 'utf8')
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`${name} says nothing like "${from}"`)
    text = text.replaceAll(from, to)
  }
  const folder = await mkdtemp(join(tmpdir(), 'aftershock-matrix-'))
  await writeFile(join(folder, `${name}.yaml`), text)
  const [report] = await playFiles([join(folder, `${name}.yaml`)], ...more)
  if (report === undefined) throw new Error(`${name} was not reported`)
  return report
}

export const told = ({ verdict, headline, judgements }: ScenarioReport): string =>
  [
    verdict,
    headline,
    ...judgements.map(({ check, status, message }) => `${status} ${check}: ${message}`),
  ].join('\n')

/** The names of the checks that failed. */
export const failedChecks = ({ judgements }: ScenarioReport): readonly string[] =>
  judgements.filter(({ status }) => status === 'fail').map(({ check }) => check)

/** What the check that matters said, for a cell of a table. */
export function saidBy(report: ScenarioReport | undefined, check: string): string {
  const judgements = report?.judgements.filter((judgement) => judgement.check === check) ?? []
  const telling = judgements.find(({ status }) => status === 'fail') ?? judgements[0]
  return `${report?.verdict ?? 'not run'}: ${telling?.message ?? ''}`.replaceAll('|', '\\|')
}

/** Leaves a table in `.aftershock/`, where the report of a run is not kept. */
export async function leaveTable(
  name: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  await mkdir('.aftershock', { recursive: true })
  await writeFile(`.aftershock/${name}.md`, `${lines.join('\n')}\n`)
}
