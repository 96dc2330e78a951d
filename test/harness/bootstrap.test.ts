/** Runs the real program in a checkout of its own, with an npm that only pretends. */
import { spawn, type ChildProcess } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let checkout: string

/** Counts its calls, and leaves what the real npm leaves, in the same order. */
const pretendedNpm = `#!/bin/sh
echo "$1" >> npm-calls
[ -f npm-fails ] && { echo "npm error code E404"; exit 1; }
mkdir -p node_modules/.bin node_modules/node/bin
ln -sf "${process.execPath}" node_modules/node/bin/node
[ -f npm-hangs ] && { rm npm-hangs; exec sleep 60; }
cp package-lock.json node_modules/.package-lock.json
`
const cli = `
process.on('SIGINT', () => process.exit(130))
console.log('cli', process.argv.slice(2).join(' '))
if (process.argv[2] === 'wait') setTimeout(() => {}, 60_000)
else process.exitCode = 7
`
const lockFile = (version: string): string =>
  JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } })

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'aftershock-bootstrap-'))
  mkdirSync(join(checkout, 'harness'))
  mkdirSync(join(checkout, 'bin'))
  const source = join(import.meta.dirname, '../../harness/bootstrap.js')
  copyFileSync(source, join(checkout, 'harness/bootstrap.js'))
  writeFileSync(join(checkout, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(checkout, 'package-lock.json'), lockFile('1.0.0'))
  writeFileSync(join(checkout, 'harness/cli.ts'), cli)
  writeFileSync(join(checkout, 'bin/npm'), pretendedNpm, { mode: 0o755 })
})
afterEach(() => rmSync(checkout, { recursive: true, force: true }))

function start(...args: string[]): ChildProcess {
  const { npm_execpath: _, ...env } = process.env
  return spawn(process.execPath, ['harness/bootstrap.js', ...args], {
    cwd: checkout,
    env: { ...env, PATH: `${join(checkout, 'bin')}:${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, text }
}

const npmCalls = (): string[] => {
  const file = join(checkout, 'npm-calls')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

test('installs once, hands over the arguments and ends as the command line ends', async () => {
  const first = await ended(start('run', 'a.yaml'))
  expect(first).toMatchObject({ code: 7, text: expect.stringContaining('cli run a.yaml') })
  expect(first.text).toContain('bootstrap: installing dependencies · done')
  expect(await ended(start('list'))).toEqual({ code: 7, text: 'cli list\n' })
  expect(npmCalls()).toEqual(['ci'])
  expect(existsSync(join(checkout, 'node_modules/.bin/aftershock'))).toBe(true)
})

test('installs again when the lock file has changed', async () => {
  await ended(start())
  writeFileSync(join(checkout, 'package-lock.json'), lockFile('2.0.0'))
  await ended(start())
  expect(npmCalls()).toEqual(['ci', 'ci'])
})

test('believes what npm says it installed by hand', async () => {
  await ended(start())
  writeFileSync(join(checkout, 'package-lock.json'), lockFile('2.0.0'))
  writeFileSync(join(checkout, 'node_modules/.package-lock.json'), lockFile('2.0.0'))
  await ended(start())
  expect(npmCalls()).toEqual(['ci'])
})

test('an installation that was cut short is done again', async () => {
  writeFileSync(join(checkout, 'npm-hangs'), '')
  const cut = start()
  await expect.poll(() => existsSync(join(checkout, 'npm-hangs')), { timeout: 5_000 }).toBe(false)
  const npm = Number(readFileSync(join(checkout, '.aftershock/npm-ci.lock'), 'utf8'))
  cut.kill('SIGKILL')
  process.kill(npm, 'SIGKILL')
  const { text } = await ended(start('list'))
  expect(text).toContain('cli list')
  expect(npmCalls()).toEqual(['ci', 'ci'])
})

test('an installation that fails names its log and says why', async () => {
  writeFileSync(join(checkout, 'npm-fails'), '')
  const { code, text } = await ended(start())
  expect(code).toBe(69)
  expect(text).toContain('    npm error code E404')
  expect(text).toContain('the whole log: .aftershock/logs/npm-ci.log')
  expect(npmCalls()).toEqual(['ci', 'install'])
})

test('passes a signal on and stays until the command line has ended', async () => {
  await ended(start())
  const waiting = start('wait')
  waiting.stdout?.once('data', () => waiting.kill('SIGINT'))
  expect(await ended(waiting)).toMatchObject({ code: 130 })
})
