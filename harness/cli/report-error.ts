import { CommanderError } from 'commander'
import { UserError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'

/** Prints what was thrown in a way that fits its cause, and answers with the exit code. */
export function reportError(error: unknown): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.kept.code : exitCodes.usage.code
  if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`)
    if (error.hint !== undefined) process.stderr.write(`${error.hint}\n`)
    return error.exitCode
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`This is a bug in Aftershock. Please report it with these lines:\n${text}\n`)
  return exitCodes.internal.code
}
