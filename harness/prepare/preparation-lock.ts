/** One process prepares at a time; the others wait, and then find everything there. */
import { mkdirSync } from 'node:fs'
import { lock } from 'proper-lockfile'
import { realClock } from '../clock.ts'
import { errorCode } from './error-code.ts'
import { state } from './places.ts'

/** A killed process's lock is taken over after this long without a sign of life. */
const staleMs = 10_000

/** Runs `work` alone among all processes of this checkout. `waiting` is called once if it must wait. */
export async function alone<T>(
  signal: AbortSignal,
  waiting: () => void,
  work: () => Promise<T>,
  folder = state,
): Promise<T> {
  mkdirSync(folder, { recursive: true })
  const release = await acquire(folder, signal, waiting)
  try {
    return await work()
  } finally {
    // Nothing to do if it was taken over meanwhile: every step tolerates company.
    await release().catch(() => undefined)
  }
}

// A lock that was taken over is no reason to end this process: every step tolerates company.
function onCompromised(): void {}

async function acquire(
  folder: string,
  signal: AbortSignal,
  waiting: () => void,
): Promise<() => Promise<void>> {
  let told = false
  for (;;) {
    signal.throwIfAborted()
    try {
      return await lock(folder, {
        lockfilePath: `${folder}/prepare.lock`,
        stale: staleMs,
        onCompromised,
      })
    } catch (error) {
      if (errorCode(error) !== 'ELOCKED') throw error
      if (!told) waiting()
      told = true
      await realClock.sleep(500, signal)
    }
  }
}
