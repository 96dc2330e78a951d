/** Waits at most `ms`, then throws with `otherwise`. The promise itself goes on; its end is ignored. */
export async function within<T>(promise: Promise<T>, ms: number, otherwise: string): Promise<T> {
  if (!Number.isFinite(ms)) return promise
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(otherwise)), ms)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
