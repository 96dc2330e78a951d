import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { buildProgram } from '../../harness/cli/program.ts'
import { reportError } from '../../harness/cli/report-error.ts'
import { startCommand } from '../support/command-line.ts'

/* What the command line refuses before anything is started: nothing here needs an engine. */

const tiny = ['--target', 'test/fixtures/targets/tiny/target.ts']
const scenarios = 'test/fixtures/targets/tiny/scenarios'
/** Nothing of this machine can be used: no engine, no program that could install one. */
const bare = { DOCKER_HOST: 'unix:///nonexistent/docker.sock', PATH: '/nonexistent' }
let folder: string
let written = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftershock-refused-'))
  // Loading all that a run needs takes seconds on a busy machine, and is not what a test waits for.
  await import('../../harness/cli/run.ts')
}, 30_000)
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  written = ''
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written += String(text)
      return true
    })
  for (const [name, value] of Object.entries(bare)) vi.stubEnv(name, value)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** As `harness/cli.ts` does it, but in this process: starting one takes a second. */
async function refused(...args: readonly string[]) {
  const code = await buildProgram()
    .parseAsync(['node', 'aftershock', ...args])
    .then(() => 0, reportError)
  return { code, said: written }
}

test('a scenario with five mistakes: all are told, each at its place', async () => {
  const file = 'test/fixtures/targets/tiny/five-mistakes.yaml'
  const { code, said } = await refused('run', file, ...tiny)
  expect(code).toBe(64)
  const places = [...said.matchAll(/^\S*five-mistakes\.yaml:(\d+):(\d+)$/gm)]
  expect(places.map(([, line]) => Number(line))).toEqual([1, 4, 6, 6, 8])
  expect(said).toContain('did you mean "note.list"?')
  expect(said).not.toContain('    at ')
})

test('a target that is not there', async () => {
  const { code, said } = await refused('run', '--target', 'no-such-target.ts')
  expect(code).toBe(64)
  expect(said).toMatch(/^no target at .*no-such-target\.ts\n--target names a module/)
})

test('a selection that selects nothing', async () => {
  const { code, said } = await refused('run', scenarios, ...tiny, '--grep', 'no such thing')
  expect(code).toBe(64)
  expect(said).toContain('There are: calm, kill-back')
})

test('an option that does not exist', async () => {
  const { code, said } = await refused('run', '--repeat-eahc', '3')
  expect(code).toBe(64)
  expect(said).toContain('(Did you mean --repeat-each?)')
})

/** A second of processor time, on a machine that may have ten other things to do. */
const startsWithinMs = 30_000

test(
  'a machine without an engine: every attempt is told',
  { timeout: startsWithinMs },
  async () => {
    const { ended, said } = startCommand(['run', scenarios, ...tiny, '--output', folder], bare)
    expect(await ended).toBe(69)
    expect(said()).toContain('no container engine answers')
    expect(said()).toContain('unix:///nonexistent/docker.sock (DOCKER_HOST): no such socket')
    expect(said()).toContain('unset DOCKER_HOST')
  },
)

test('results that cannot be written, before anything is prepared', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  const { code, said } = await refused('run', scenarios, ...tiny, '--output', join(file, 'results'))
  expect(code).toBe(69)
  expect(said).toMatch(/^cannot write results to .*\nChoose another folder with --output\.\n$/)
})

test('judging a folder that holds no run', async () => {
  const { code, said } = await refused('check', folder)
  expect(code).toBe(64)
  expect(said).toContain('no report to read')
})
