import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { leftBy, startCommand } from '../support/command-line.ts'
import { prepareTiny, tinyModule } from '../support/tiny.ts'
import { until } from '../support/wait.ts'

/* `kill -9` of the harness, at every stage of a run: whatever was there is gone soon after. */

/** Promised in the README; the guardian looks every half second, and four quiet looks end its work. */
const promisedMs = 60_000

/** What the run says when the moment has come, and how much later it is killed. */
const moments: readonly {
  readonly phase: string
  readonly when: RegExp
  readonly afterMs: readonly number[]
}[] = [
  { phase: 'start', when: /^starting tiny/m, afterMs: [0, 400, 1_200] },
  { phase: 'warm-up', when: /phase warm-up/, afterMs: [0] },
  { phase: 'baseline', when: /phase baseline/, afterMs: [500] },
  // Asked for, but not yet known to be in force; then with a dead replica and links that are cut.
  { phase: 'fault', when: /fault kill back requested/, afterMs: [0, 50] },
  { phase: 'fault', when: /fault kill back effective/, afterMs: [1_000] },
  { phase: 'heal', when: /heal-requested/, afterMs: [0] },
  { phase: 'observe', when: /phase observe/, afterMs: [500] },
  { phase: 'settle', when: /phase settle/, afterMs: [0] },
]
const trials = moments.flatMap(({ phase, when, afterMs }) =>
  afterMs.map((ms) => ({ phase, when, afterMs: ms })),
)
const rows: string[] = []
const pids: (number | undefined)[] = []
let results: string

beforeAll(async () => {
  await prepareTiny()
  results = await mkdtemp(join(tmpdir(), 'aftershock-killed-'))
})
afterAll(async () => {
  await rm(results, { recursive: true, force: true })
  console.log(['phase      killed after  left  seconds until nothing was', ...rows].join('\n'))
})

test.each(trials)(
  '$phase + $afterMs ms',
  { timeout: 240_000 },
  async ({ phase, when, afterMs }) => {
    const scenario = 'test/fixtures/targets/tiny/scenarios/kill-back.yaml'
    const command = startCommand(['run', scenario, '--target', tinyModule, '--output', results])
    pids.push(command.child.pid)
    onTestFinished(() => void command.child.kill('SIGKILL'))
    await command.untilSays(when)
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    command.child.kill('SIGKILL')
    await command.ended
    const began = performance.now()
    const left = await leftBy(command.child.pid)
    expect(left.length, 'there was something to remove').toBeGreaterThan(0)
    await until(
      'nothing is left of the run',
      async () => (await leftBy(command.child.pid)).length === 0,
      promisedMs,
    )
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    rows.push(
      `${phase.padEnd(9)}  ${`${afterMs} ms`.padStart(12)}  ${String(left.length).padStart(4)}  ${seconds.padStart(7)}`,
    )
  },
)

test('and nothing came back: what the engine was still making when the harness died is gone too', async () => {
  expect(pids).toHaveLength(trials.length)
  const left = await Promise.all(pids.map(leftBy))
  expect(left.flat()).toEqual([])
})
