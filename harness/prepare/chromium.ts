/** Finds a Chromium for Playwright to drive, or installs one. */
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf, UserError } from '../errors.ts'
import { aptInstall, canInstall } from './apt.ts'
import { runLogged } from './logged-command.ts'
import { logFile, repository } from './places.ts'

const systemWide = ['/usr/bin/chromium', '/usr/bin/chromium-browser']
const chrome = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The executable to use, or undefined when none is installed.
 * Throws a UserError when AFTERSHOCK_CHROMIUM names something that cannot be run.
 */
export async function findChromium(
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const named = env['AFTERSHOCK_CHROMIUM']
  if (named) {
    if (isExecutable(named)) return named
    throw new UserError(`AFTERSHOCK_CHROMIUM: ${named} is not an executable file`, {
      hint: 'name a Chromium or Chrome executable, or unset it',
      exit: 'environment',
    })
  }
  const installed = systemWide.find(isExecutable)
  if (installed !== undefined) return installed
  return [await playwrightOwn(), ...chrome].find((path) => existsSync(path))
}

/** Installs Chromium with apt, else with Playwright. Throws a UserError when neither works. */
export async function installChromium(
  signal: AbortSignal,
  say: (detail: string) => void,
): Promise<string> {
  const log = logFile('chromium')
  const reasons: string[] = []
  const attempt = async (
    what: string,
    install: () => Promise<void>,
  ): Promise<string | undefined> => {
    say(what)
    await install().catch((error: unknown) => {
      signal.throwIfAborted()
      reasons.push(`  ${what}: ${reasonOf(error)}`)
    })
    return findChromium()
  }
  const found =
    (canInstall()
      ? await attempt('installing chromium with apt-get', () =>
          aptInstall(['chromium'], log, signal),
        )
      : undefined) ??
    (await attempt('downloading chromium with playwright', () => download(log, signal)))
  if (found !== undefined) return found
  throw new UserError(['no Chromium, and none can be installed', ...reasons].join('\n'), {
    hint: [
      'install it:  sudo apt-get install -y chromium',
      'or name one:  AFTERSHOCK_CHROMIUM=/path/to/chrome',
    ].join('\n'),
    exit: 'environment',
  })
}

function download(log: string, signal: AbortSignal): Promise<void> {
  const cli = join(repository, 'node_modules', 'playwright', 'cli.js')
  const args = [cli, 'install', 'chromium']
  return runLogged({ command: process.execPath, args, log, signal, onAbort: 'stop' })
}

async function playwrightOwn(): Promise<string> {
  // Loaded late: half a second that a machine with a system-wide Chromium never pays.
  const { chromium } = await import('playwright')
  return chromium.executablePath()
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
