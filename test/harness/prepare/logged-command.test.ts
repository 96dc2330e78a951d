import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lastLines, runLogged } from '../../../harness/prepare/logged-command.ts'

let folder: string
let log: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftershock-command-'))
  log = join(folder, 'it.log')
})
afterEach(() => rmSync(folder, { recursive: true }))

const sh = (script: string, signal = new AbortController().signal): Promise<void> =>
  runLogged({ command: 'sh', args: ['-c', script], log, signal, onAbort: 'stop' })

test('the log holds the command and all it said', async () => {
  await sh('echo out; echo err >&2')
  expect(readFileSync(log, 'utf8')).toBe('$ sh -c echo out; echo err >&2\nout\nerr\n')
})

test('a failure shows the end of the log and names it', async () => {
  await expect(sh('echo "E: no such package"; exit 100')).rejects.toMatchObject({
    message: expect.stringMatching(/ended with 100\n(.*\n)*    E: no such package$/),
    hint: expect.stringContaining('it.log'),
    exitCode: 69,
  })
})

test('an abort ends the whole group and throws its reason', async () => {
  const abort = new AbortController()
  const running = sh(`trap 'echo ended' TERM; sleep 60 & wait`, abort.signal)
  setTimeout(() => abort.abort(new Error('interrupted')), 100)
  await expect(running).rejects.toThrow('interrupted')
  await expect.poll(() => lastLines(log)).toContain('ended')
})
