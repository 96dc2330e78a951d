/**
 * Runs work that must end within `ms`. The work gets a signal that aborts at the deadline or with
 * the given signal; work that ignores its signal is left behind, so that nothing can hang the run.
 * @throws Error naming `what` and the limit when the time is over.
 */
export async function withDeadline<T>(
  what: string,
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const timeout = AbortSignal.timeout(ms)
  const both = AbortSignal.any([signal, timeout])
  const { promise: ended, reject } = Promise.withResolvers<never>()
  const onAbort = (): void =>
    reject(new Error(timeout.aborted ? `${what} took longer than ${ms} ms` : `${what} was aborted`))
  both.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([ended, work(both)])
  } finally {
    both.removeEventListener('abort', onAbort)
  }
}
