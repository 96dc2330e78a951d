/** Makes an engine be there: found, or Debian's own installed and started where that is allowed. */
import { spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync, rmSync, closeSync } from 'node:fs'
import { basename } from 'node:path'
import { realClock } from '../clock.ts'
import { aptInstall, canInstall } from './apt.ts'
import {
  engineCandidates,
  findEngine,
  noEngine,
  type Engine,
  type EngineAttempt,
  type EngineCandidate,
} from './engine.ts'
import { giveContainersTheirShare } from './engine-share.ts'
import { failure, runLogged } from './logged-command.ts'
import { logFile } from './places.ts'

const answerWithinMs = 60_000
/** An engine that is just starting gets this long before we start one ourselves. */
const comingUpWithinMs = 10_000
const dockerPid = '/var/run/docker.pid'
const pidFiles = [dockerPid, '/var/run/docker/containerd/containerd.pid']

/** The engine to use. Throws a UserError with every attempt and the commands to type. */
export async function ensureEngine(
  signal: AbortSignal,
  say: (detail: string) => void,
): Promise<Engine> {
  const candidates = engineCandidates(process.env)
  const { engine, attempts } = await findEngine(candidates)
  if (engine !== undefined) return engine
  if (process.env['DOCKER_HOST']) throw noEngine(attempts, 'start it, or unset DOCKER_HOST')
  const isLocal = process.platform === 'linux' && process.getuid?.() === 0
  if (!isLocal || (dockerd() === undefined && !canInstall()))
    throw noEngine(attempts, advice(attempts))

  const log = logFile('engine')
  if (dockerd() === undefined) {
    say('installing docker.io')
    await aptInstall(['docker.io'], log, signal)
  }
  // Installing may have started it already: the package does, where the system lets it.
  if (isComingUp()) {
    const started = await waitForEngine(candidates, comingUpWithinMs, signal)
    if (started !== undefined) return started
  }
  say('starting dockerd')
  await startDaemon(log, signal)
  const started = await waitForEngine(candidates, answerWithinMs, signal)
  if (started === undefined) {
    throw failure(`dockerd was started but did not answer within ${answerWithinMs / 1_000} s`, log)
  }
  return started
}

/** What to type, for the reason that was seen. */
export function advice(attempts: readonly EngineAttempt[]): string {
  if (attempts.some(({ cause }) => cause.startsWith('permission denied'))) {
    return 'sudo usermod -aG docker "$USER" && newgrp docker'
  }
  if (process.platform === 'darwin') return 'install and start Docker Desktop, OrbStack or Colima'
  return [
    'on Debian or Ubuntu:  sudo apt-get install -y docker.io && sudo usermod -aG docker "$USER"',
    'where it is installed already:  sudo systemctl start docker',
    'elsewhere:  https://docs.docker.com/engine/install',
  ].join('\n')
}

function dockerd(): string | undefined {
  return ['/usr/sbin/dockerd', '/usr/bin/dockerd', '/usr/local/bin/dockerd'].find((path) =>
    existsSync(path),
  )
}

async function startDaemon(log: string, signal: AbortSignal): Promise<void> {
  if (existsSync('/run/systemd/system')) {
    const args = ['start', 'docker']
    return runLogged({ command: 'systemctl', args, log, signal, onAbort: 'finish' })
  }
  for (const file of pidFiles) removeStale(file)
  giveContainersTheirShare()
  const output = openSync(log, 'a')
  // A busy target must not keep the engine from hurting or healing it, so it goes before others.
  const program = ['-n', '-10', dockerd() ?? 'dockerd']
  // It outlives this process on purpose: the next run finds it warm.
  spawn('nice', program, { detached: true, cwd: '/', stdio: ['ignore', output, output] })
    .on('error', () => undefined)
    .unref()
  closeSync(output)
}

function isComingUp(): boolean {
  return owner(dockerPid) === 'dockerd'
}

/**
 * After an unclean end the pid file stays, and its number may belong to another program by now;
 * dockerd would refuse to start because "it runs already".
 */
function removeStale(pidFile: string): void {
  if (owner(pidFile) !== daemonOf(pidFile)) rmSync(pidFile, { force: true })
}

function daemonOf(pidFile: string): string {
  return basename(pidFile) === 'docker.pid' ? 'dockerd' : 'containerd'
}

/** The name of the program whose number is in a pid file, if it is alive. */
function owner(pidFile: string): string | undefined {
  try {
    const pid = readFileSync(pidFile, 'utf8').trim()
    // Empty for a zombie, which keeps its number but runs no more.
    const [program = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return basename(program)
  } catch {
    return undefined
  }
}

async function waitForEngine(
  candidates: readonly EngineCandidate[],
  withinMs: number,
  signal: AbortSignal,
): Promise<Engine | undefined> {
  const end = realClock.now() + withinMs
  while (realClock.now() < end) {
    const { engine } = await findEngine(candidates)
    if (engine !== undefined) return engine
    await realClock.sleep(200, signal)
  }
  return undefined
}
