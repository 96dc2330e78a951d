#!/usr/bin/env node
/**
 * The first program that runs: installs the pinned dependencies when they are missing or old, then
 * hands over to the pinned Node. Plain JavaScript without imports from npm, because it must run on
 * a machine with nothing but an older Node and npm.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { constants } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const modules = join(repository, 'node_modules')
const stamp = join(modules, '.aftershock-stamp')
const logs = join(repository, '.aftershock', 'logs')
const log = join(logs, 'npm-ci.log')
const lock = join(repository, '.aftershock', 'npm-ci.lock')
const pinnedNode = join(modules, 'node', 'bin', 'node')
const environmentMissing = 69
const oldestNode = 20

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < oldestNode) {
  fail(
    `Node ${oldestNode} or newer is needed to start; this is ${process.versions.node}`,
    'https://nodejs.org',
  )
}
if (!isInstalled()) await installAlone()
handOver(process.argv.slice(2))

/** Whether node_modules is what the lock file says. Takes a few milliseconds. */
function isInstalled() {
  if (!existsSync(pinnedNode)) return false
  if (read(stamp) === wanted()) return true
  // Somebody ran npm by hand: npm's own record, written last as well, says what it installed.
  if (!agreesWithRecord()) return false
  finish()
  return true
}

/** What the stamp must say: the lock file, and the platform it was installed for. */
function wanted() {
  const digest = createHash('sha256').update(read(join(repository, 'package-lock.json')))
  return `${digest.digest('hex')} ${process.platform}-${process.arch}\n`
}

function agreesWithRecord() {
  try {
    const locked = JSON.parse(read(join(repository, 'package-lock.json'))).packages
    const installed = JSON.parse(read(join(modules, '.package-lock.json'))).packages
    return Object.entries(locked).every(([path, { version, optional }]) => {
      if (path === '' || (installed[path] === undefined && optional)) return true
      return installed[path]?.version === version
    })
  } catch {
    return false
  }
}

/** Written last, so that an interrupted installation never looks like a whole one. */
function finish() {
  const bin = join(modules, '.bin', 'aftershock')
  // npm links the programs of dependencies only; this makes `npx aftershock` find ours at once.
  if (!existsSync(bin)) {
    rmSync(bin, { force: true })
    symlinkSync(join('..', '..', 'harness', 'bootstrap.js'), bin)
  }
  writeFileSync(stamp, wanted())
}

/** Two terminals in one fresh checkout: one installs, the other waits. */
async function installAlone() {
  mkdirSync(logs, { recursive: true })
  let told = false
  while (!tryLock()) {
    if (!told)
      console.error('bootstrap: another process is installing dependencies; waiting for it')
    told = true
    await sleep(500)
  }
  try {
    if (!isInstalled()) await install()
  } finally {
    rmSync(lock, { force: true })
  }
}

function tryLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const owner = Number(read(lock))
    if (!isAlive(owner)) rmSync(lock, { force: true })
    return false
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function install() {
  writeFileSync(log, '')
  const done = showProgress('installing dependencies')
  // npm refuses a lock file written against a registry that lacks some platform's packages.
  // Installing without saving keeps to the same versions, so it is the second choice.
  const isDone = (await npm('ci')) || (await npm('install', '--no-save'))
  done(isDone)
  if (isDone) return finish()
  const errors = read(log)
    .split('\n')
    .filter((line) => /^npm (error|ERR!) ./.test(line))
  rmSync(lock, { force: true })
  fail(
    ['dependencies cannot be installed', ...errors.slice(0, 8).map((line) => `    ${line}`)].join(
      '\n',
    ),
    `the whole log: ${relative(process.cwd(), log)}\ntry again: npm ci`,
  )
}

/** Runs npm with its output in the log. Answers whether it succeeded. */
async function npm(...args) {
  const output = openSync(log, 'a')
  const path = process.env.npm_execpath
  const [command, first] = path?.endsWith('npm-cli.js') ? [process.execPath, [path]] : ['npm', []]
  // Tests and the pinned Node are development dependencies, whatever NODE_ENV says.
  const all = [...first, ...args, '--include=dev', '--no-audit', '--no-fund']
  const child = spawn(command, all, { cwd: repository, stdio: ['ignore', output, output] })
  // If this process is killed, npm goes on alone; the next one then waits for npm, not for us.
  if (child.pid !== undefined) writeFileSync(lock, String(child.pid))
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      writeFileSync(output, `npm error ${error.message}\n`)
      resolve(1)
    })
    child.once('exit', resolve)
  })
  closeSync(output)
  return code === 0 && existsSync(pinnedNode)
}

/** A line that counts seconds in a terminal; a line now and then in a log. */
function showProgress(what) {
  const start = Date.now()
  const isLive = process.stderr.isTTY === true
  const seconds = () => `${Math.round((Date.now() - start) / 1_000)} s`
  const show = () =>
    process.stderr.write(
      isLive ? `\r${what} · ${seconds()}` : `bootstrap: ${what} · ${seconds()}\n`,
    )
  show()
  const timer = setInterval(show, isLive ? 1_000 : 10_000)
  return (isDone) => {
    clearInterval(timer)
    const text = `${what} · ${isDone ? 'done' : 'failed'} (${seconds()})\n`
    process.stderr.write(isLive ? `\r${text}` : `bootstrap: ${text}`)
  }
}

/** Runs the command line, or another program of this repository, on the pinned Node, and ends as it ends. */
function handOver(args) {
  const [program, ...rest] =
    args[0] === '--program' ? args.slice(1) : [join('harness', 'cli.ts'), ...args]
  const child = spawn(pinnedNode, [join(repository, program), ...rest], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to the whole group, so passing it on would count as a second one.
  const fromTerminal = process.stdin.isTTY === true || process.stderr.isTTY === true
  process.on('SIGINT', () => fromTerminal || child.kill('SIGINT'))
  process.on('SIGHUP', () => fromTerminal || child.kill('SIGHUP'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.once('error', (error) =>
    fail(`the pinned Node cannot be started: ${error.message}`, 'try: npm ci'),
  )
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function fail(what, hint) {
  console.error(`${what}\n${hint}`)
  process.exit(environmentMissing)
}
