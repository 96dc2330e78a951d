import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { prepareMachine } from '../../harness/cli/machine.ts'
import { loadTarget } from '../../harness/cli/places.ts'
import { readHistory } from '../../harness/history/history-file.ts'
import type { RunHistory } from '../../harness/history/history.ts'
import { connectEngine } from '../../harness/runtime/engine.ts'
import type { ReportData } from '../../reports/report-data.ts'
import { belongingsOf, leftBy, startCommand, type CommandLine } from '../support/command-line.ts'
import { prepareTiny, tinyModule } from '../support/tiny.ts'

/* The whole tool as people use it, on the tiny target: what it says, writes and leaves behind. */

const tinyFolder = 'test/fixtures/targets/tiny'
/** Starting, the longest scenario and ending take some 35 s on an idle machine with two cores. */
const limitMs = 180_000
let results: string

beforeAll(async () => {
  await prepareTiny()
  results = await mkdtemp(join(tmpdir(), 'aftershock-cli-'))
})
afterAll(async () => {
  await rm(results, { recursive: true, force: true })
})

/** Runs scenarios of the tiny target by name, or by folder and name. Whatever happens, the process ends with the test. */
function runTiny(...names: readonly string[]): CommandLine & { readonly output: string } {
  const output = join(results, String(performance.now()))
  const files = names.map(
    (name) => `${tinyFolder}/${name.includes('/') ? name : `scenarios/${name}`}.yaml`,
  )
  const command = startCommand(['run', ...files, '--target', tinyModule, '--output', output])
  onTestFinished(() => void command.child.kill('SIGKILL'))
  return { ...command, output }
}

async function reportIn(output: string): Promise<ReportData> {
  return JSON.parse(await readFile(join(output, 'latest', 'report.json'), 'utf8')) as ReportData
}

async function historyIn(output: string): Promise<RunHistory> {
  const { scenarios: done } = await reportIn(output)
  return readHistory(join(output, 'latest', done[0]?.history ?? ''))
}

const stagesOf = ({ faults }: RunHistory): readonly string[] => faults.map(({ stage }) => stage)

test(
  'kept promises: exit code 0, and reports for people and machines',
  { timeout: limitMs },
  async () => {
    const { output, ended, said, child } = runTiny('calm', 'kill-back')
    expect(await ended, said()).toBe(0)
    const report = await reportIn(output)
    expect(report.scenarios.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['calm', 'PASSED'],
      ['kill-back', 'PASSED'],
    ])
    expect(report.scenarios[1]?.reproduce).toContain(`--target ${tinyModule}`)
    for (const file of ['report.html', 'junit.xml'])
      expect(existsSync(join(output, 'latest', file)), file).toBe(true)
    expect(await leftBy(child.pid)).toEqual([])
  },
)

test(
  'what the machine does not have is said, and nothing is played',
  { timeout: limitMs },
  async () => {
    const needs = { browser: false, load: false, abilities: new Set(['netem']) }
    const tiny = await loadTarget(tinyModule)
    const { lacking } = await prepareMachine(tiny, needs, new AbortController().signal)
    const netem = lacking.length === 0
    const { output, ended, said } = runTiny('requires/needs-netem')
    expect(await ended, said()).toBe(netem ? 0 : 2)
    const [scenario] = (await reportIn(output)).scenarios
    expect(scenario?.verdict).toBe(netem ? 'PASSED' : 'INCONCLUSIVE')
    if (!netem) expect(scenario?.headline).toMatch(/requires netem/)
  },
)

describe('a broken promise', () => {
  test(
    'gives exit code 1, names its check, and is judged again the same',
    { timeout: limitMs },
    async () => {
      const { output, ended, said } = runTiny('too-much-promised')
      expect(await ended, said()).toBe(1)
      const report = await reportIn(output)
      const judgements = report.scenarios[0]?.judgements ?? []
      expect(
        judgements.filter(({ status }) => status === 'fail').map(({ check }) => check),
      ).toEqual(['available'])
      expect(await readFile(join(output, 'latest', 'junit.xml'), 'utf8')).toContain('<failure')

      const again = startCommand(['check', join(output, 'latest')])
      expect(await again.ended).toBe(1)
      expect(again.said()).toMatch(/FAILED .*too-much-promised/)
      expect(await reportIn(output)).toEqual(report)
    },
  )
})

test(
  'Ctrl-C during a fault heals first, reports what there is, and ends with 130',
  { timeout: limitMs },
  async () => {
    const { output, ended, said, child, untilSays } = runTiny('kill-back')
    await untilSays(/fault kill back effective/)
    child.kill('SIGINT')
    expect(await ended, said()).toBe(130)
    expect(said()).toContain('healing first')
    const report = await reportIn(output)
    expect(report.run.interrupted).toBe(true)
    expect(report.verdict).toBe('INCONCLUSIVE')
    const history = await historyIn(output)
    expect(stagesOf(history)).toContain('heal-effective')
    expect(history.requests.length).toBeGreaterThan(0)
    expect(await leftBy(child.pid)).toEqual([])
  },
)

test(
  'a load generator that dies makes the run inconclusive; what was measured is kept',
  { timeout: limitMs },
  async () => {
    const { output, ended, said, child, untilSays } = runTiny('kill-back')
    await untilSays(/fault kill back effective/)
    const { containers } = await belongingsOf(child.pid)
    const load = containers.filter(({ name }) => name.startsWith('load'))
    expect(load).toHaveLength(1)
    const engine = await connectEngine()
    await engine.container.getById(load[0]?.id ?? '').kill()
    expect(await ended, said()).toBe(2)
    const report = await reportIn(output)
    expect(report.verdict).toBe('INCONCLUSIVE')
    expect(report.scenarios[0]?.doubts.map(({ text }) => text).join('\n')).toContain(
      'k6 was killed',
    )
    const history = await historyIn(output)
    expect(history.requests.length).toBeGreaterThan(0)
    expect(stagesOf(history)).toContain('heal-effective')
  },
)

test(
  'a proxy that hangs while it slows a link makes the run inconclusive, and nothing waits for ever',
  { timeout: limitMs },
  async () => {
    const { output, ended, said, child, untilSays } = runTiny('slow-link')
    await untilSays(/fault latency .* effective/)
    const { containers } = await belongingsOf(child.pid)
    const proxy = containers.find(({ name }) => name.endsWith('-toxiproxy'))
    const engine = await connectEngine()
    await engine.container.getById(proxy?.id ?? '').pause()
    expect(await ended, said()).toBe(2)
    const { scenarios: done } = await reportIn(output)
    expect(done[0]?.doubts.map(({ text }) => text).join('\n')).toContain(
      'the proxy hung and had to be restarted',
    )
    expect(await leftBy(child.pid)).toEqual([])
  },
)
