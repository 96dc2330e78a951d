import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import shop from '../../target-app/target.ts'
import type { ReportData, ScenarioReport } from '../../reports/report-data.ts'
import { startCommand } from '../support/command-line.ts'

/** One scenario takes about a minute and a half with its environment; a busy machine may need twice that. */
const limitMs = 300_000
const seeds = (process.env['AFTERSHOCK_SEEDS'] ?? '1').split(',')

async function play(scenario: string, ...more: readonly string[]): Promise<ScenarioReport> {
  const output = await mkdtemp(join(tmpdir(), 'aftershock-matrix-'))
  const file = `scenarios/${scenario}.yaml`
  const command = startCommand(['run', file, '--output', output, ...more])
  await command.ended
  const text = await readFile(join(output, 'latest', 'report.json'), 'utf8').catch(() => {
    throw new Error(`there is no report:\n${command.said()}`)
  })
  const [report] = (JSON.parse(text) as ReportData).scenarios
  if (!report) throw new Error(`${scenario} was not reported:\n${command.said()}`)
  return report
}

const told = ({ verdict, headline, judgements }: ScenarioReport): string =>
  [
    verdict,
    headline,
    ...judgements.map(({ check, status, message }) => `${status} ${check}: ${message}`),
  ].join('\n')

describe.each(seeds)('seed %s', (seed) => {
  describe.each(Object.entries(shop.weaknesses))('%s', (weakness, { caughtBy }) => {
    test('the sound shop passes', { timeout: limitMs }, async () => {
      const report = await play(caughtBy.scenario, '--seed', seed)
      expect(report.verdict, told(report)).toBe('PASSED')
    })

    test(
      `planted, ${caughtBy.scenario} fails by ${caughtBy.check}`,
      { timeout: limitMs },
      async () => {
        const report = await play(caughtBy.scenario, '--seed', seed, '--plant', weakness)
        expect(report.verdict, told(report)).toBe('FAILED')
        const failed = report.judgements.filter(({ status }) => status === 'fail')
        expect(
          failed.map(({ check }) => check),
          told(report),
        ).toContain(caughtBy.check)
      },
    )
  })
})
