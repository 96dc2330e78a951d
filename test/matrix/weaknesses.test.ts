/**
 * Each planted weakness turns its scenario red for the stated reason, and without it the scenario is
 * green. `AFTERSHOCK_SEEDS=1,2` chooses the seeds. Every seed leaves a table of what was measured with
 * and without each weakness in `.aftershock/`.
 */
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import shop from '../../target-app/target.ts'
import type { ReportData, ScenarioReport } from '../../reports/report-data.ts'
import { startCommand } from '../support/command-line.ts'

/** One scenario takes about a minute and a half with its environment; a busy machine may need twice that. */
const limitMs = 300_000
const seeds = (process.env['AFTERSHOCK_SEEDS'] ?? '1').split(',')

const weaknesses = Object.entries(shop.weaknesses)
const scenarios = [...new Set(weaknesses.map(([, { caughtBy }]) => caughtBy.scenario))]

/** Plays scenarios in one run of the program, so that they share their environments. */
async function play(
  names: readonly string[],
  ...more: readonly string[]
): Promise<readonly ScenarioReport[]> {
  const output = await mkdtemp(join(tmpdir(), 'aftershock-matrix-'))
  const files = names.map((name) => `scenarios/${name}.yaml`)
  const command = startCommand(['run', ...files, '--output', output, ...more])
  await command.ended
  const text = await readFile(join(output, 'latest', 'report.json'), 'utf8').catch(() => {
    throw new Error(`there is no report:\n${command.said()}`)
  })
  const data: ReportData = JSON.parse(text)
  return data.scenarios
}

const told = ({ verdict, headline, judgements }: ScenarioReport): string =>
  [
    verdict,
    headline,
    ...judgements.map(({ check, status, message }) => `${status} ${check}: ${message}`),
  ].join('\n')

/** What the check that matters said. */
const saidBy = (report: ScenarioReport | undefined, check: string): string => {
  const judgements = report?.judgements.filter((judgement) => judgement.check === check) ?? []
  const telling = judgements.find(({ status }) => status === 'fail') ?? judgements[0]
  return `${report?.verdict ?? 'not run'}: ${telling?.message ?? ''}`.replaceAll('|', '\\|')
}

describe.each(seeds)('seed %s', (seed) => {
  const sound = new Map<string, ScenarioReport>()
  const planted = new Map<string, ScenarioReport>()

  beforeAll(async () => {
    for (const report of await play(scenarios, '--seed', seed)) sound.set(report.id, report)
  }, limitMs * scenarios.length)

  afterAll(async () => {
    const rows = weaknesses.map(
      ([
        weakness,
        {
          caughtBy: { scenario, check },
        },
      ]) => {
        const cells = [saidBy(planted.get(weakness), check), saidBy(sound.get(scenario), check)]
        return `| \`${weakness}\` | \`${scenario}\` | \`${check}\` | ${cells.join(' | ')} |`
      },
    )
    const head = ['| weakness | scenario | check | planted | sound |', '|---|---|---|---|---|']
    await mkdir('.aftershock', { recursive: true })
    await writeFile(`.aftershock/weaknesses-seed-${seed}.md`, `${[...head, ...rows].join('\n')}\n`)
  })

  test.each(scenarios)('the sound shop passes %s', (scenario) => {
    const report = sound.get(scenario)
    if (report === undefined) throw new Error(`${scenario} was not reported`)
    expect(report.verdict, told(report)).toBe('PASSED')
  })

  test.each(weaknesses)(
    '%s is caught',
    { timeout: limitMs },
    async (weakness, { caughtBy: { scenario, check } }) => {
      const [report] = await play([scenario], '--seed', seed, '--plant', weakness)
      if (report === undefined) throw new Error(`${scenario} was not reported`)
      planted.set(weakness, report)
      expect(report.verdict, told(report)).toBe('FAILED')
      const failed = report.judgements.filter(({ status }) => status === 'fail')
      expect(
        failed.map((judgement) => judgement.check),
        told(report),
      ).toContain(check)
    },
  )
})
