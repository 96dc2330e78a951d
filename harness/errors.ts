import { exitCodes, type ExitName } from './exit-codes.ts'

/**
 * An error that a user can act on. It is printed as text without a stack trace.
 * `message` says where and what; `hint` says what is allowed and what to do next.
 */
export class UserError extends Error {
  readonly hint: string | undefined
  readonly exit: ExitName

  constructor(message: string, options: { hint?: string; exit?: ExitName; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'UserError'
    this.hint = options.hint
    this.exit = options.exit ?? 'usage'
  }

  /** The process exit code that belongs to this error. */
  get exitCode(): number {
    return exitCodes[this.exit].code
  }
}

/** The message of anything that was thrown, on one line. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
