/** Runs a program with its output in a log file, so that an error can show where to read on. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { relative } from 'node:path'
import { UserError } from '../errors.ts'

export interface LoggedCommand {
  readonly command: string
  readonly args: readonly string[]
  /** Absolute path; output is appended. */
  readonly log: string
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  /**
   * `stop` ends the program when the signal aborts. `finish` leaves it to end by itself, for
   * package managers: half an installation is worse than one that nobody waits for.
   */
  readonly onAbort: 'stop' | 'finish'
}

/**
 * Resolves when the program ends with 0.
 * Throws a UserError that names the log and shows its last lines, or the signal's reason.
 */
export async function runLogged(run: LoggedCommand): Promise<void> {
  run.signal.throwIfAborted()
  const log = openSync(run.log, 'a')
  const shown = [run.command, ...run.args].join(' ')
  writeSync(log, `$ ${shown}\n`)
  try {
    const { promise, resolve, reject } = Promise.withResolvers<number | NodeJS.Signals>()
    // A group of its own, because Ctrl-C in the terminal must not reach a package manager.
    const child = spawn(run.command, run.args, {
      detached: true,
      stdio: ['ignore', log, log],
      ...(run.cwd === undefined ? {} : { cwd: run.cwd }),
      env: run.env ?? process.env,
    })
    const abort = (): void => {
      if (run.onAbort === 'stop' && child.pid !== undefined) killGroup(child.pid)
      reject(run.signal.reason)
    }
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1))
    run.signal.addEventListener('abort', abort, { once: true })
    const end = await promise.finally(() => run.signal.removeEventListener('abort', abort))
    if (end !== 0) throw failure(`${shown} ended with ${end}`, run.log)
  } finally {
    closeSync(log)
  }
}

/** The error of a step whose details are in a log. */
export function failure(what: string, log: string, options: { hint?: string } = {}): UserError {
  const lines = lastLines(log).map((line) => `    ${line}`)
  return new UserError([what, ...lines].join('\n'), {
    hint: [`the whole log: ${relative(process.cwd(), log)}`, options.hint]
      .filter(Boolean)
      .join('\n'),
    exit: 'environment',
  })
}

/** The last non-empty lines of a text file; none if it cannot be read. */
export function lastLines(file: string, count = 8): string[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n')
    return lines
      .map((line) => line.trimEnd())
      .filter((line) => line !== '')
      .slice(-count)
  } catch {
    return []
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It ended between the abort and the kill.
  }
}
