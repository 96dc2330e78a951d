/** Debian packages on this machine, where we are allowed to install them. */
import { existsSync } from 'node:fs'
import { runLogged } from './logged-command.ts'

const aptGet = '/usr/bin/apt-get'

/** Whether packages can be installed here: root, and a Debian-like system. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync(aptGet)
}

let queue: Promise<unknown> = Promise.resolve()

/**
 * Installs packages. Calls wait for each other, and for other processes up to two minutes.
 * Throws a UserError that names the log.
 */
export function aptInstall(
  packages: readonly string[],
  log: string,
  signal: AbortSignal,
): Promise<void> {
  const mine = queue.then(() => install(packages, log, signal))
  queue = mine.catch(() => undefined)
  return mine
}

async function install(
  packages: readonly string[],
  log: string,
  signal: AbortSignal,
): Promise<void> {
  const apt = (...args: string[]): Promise<void> => run(aptGet, args, log, signal)
  const attempt = (): Promise<void> => {
    return apt('install', '-y', '--no-install-recommends', ...packages)
  }
  // Package lists are usually there; without them, or with old ones, the first attempt fails fast.
  await attempt().catch(async () => {
    signal.throwIfAborted()
    await run('/usr/bin/dpkg', ['--configure', '-a'], log, signal)
    await apt('update')
    await attempt()
  })
}

function run(
  command: string,
  args: readonly string[],
  log: string,
  signal: AbortSignal,
): Promise<void> {
  const wait = command === aptGet ? ['-o', 'DPkg::Lock::Timeout=120'] : []
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return runLogged({ command, args: [...wait, ...args], log, env, signal, onAbort: 'finish' })
}
