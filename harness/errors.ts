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

/** The message of anything that was thrown, with that of its cause where it does not say it: "fetch failed" says nothing. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const { message, cause } = thrown
  if (!(cause instanceof Error)) return message
  const reason = reasonOf(cause) || ('code' in cause ? String(cause.code) : cause.name)
  return message.includes(reason) ? message : `${message}: ${reason}`
}
