/** Time, whole: reading it and letting it pass. Whatever depends on time is given one of these. */
export interface Clock {
  /** Milliseconds on a clock that never goes back; its zero means nothing. */
  now(): number
  /** Milliseconds since 1970, for stamps that are compared with those of other programs. */
  wall(): number
  /** Resolves after so many milliseconds; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const realClock: Clock = {
  now: () => performance.now(),
  // Not from `performance`, which asks for the time of day only once and would not see the clock being set.
  wall: () => Date.now(),
  sleep: (ms, signal) =>
    abortable(signal, (wake) => {
      // Node warns of a negative time, which here only means that the moment has passed.
      const timer = setTimeout(wake, Math.max(0, ms))
      return () => clearTimeout(timer)
    }),
}

/** A clock for tests: time stands still until it is advanced. */
export interface ManualClock extends Clock {
  /** Lets so many milliseconds pass. Sleepers wake in order, each at its own time, and may sleep again. */
  advance(ms: number): Promise<void>
  /** How many are asleep. */
  readonly sleepers: number
}

export function manualClock(start: { now?: number; wall?: number } = {}): ManualClock {
  let now = start.now ?? 0
  const offset = (start.wall ?? 0) - now
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>()
  const nextBefore = (end: number) =>
    [...sleepers].filter(({ until }) => until <= end).toSorted((a, b) => a.until - b.until)[0]

  return {
    now: () => now,
    wall: () => now + offset,
    get sleepers() {
      return sleepers.size
    },
    sleep: (ms, signal) =>
      abortable(signal, (wake) => {
        const sleeper = { until: now + Math.max(0, ms), wake }
        sleepers.add(sleeper)
        return () => sleepers.delete(sleeper)
      }),
    async advance(ms) {
      const end = now + ms
      await settled()
      for (let next = nextBefore(end); next !== undefined; next = nextBefore(end)) {
        now = Math.max(now, next.until)
        sleepers.delete(next)
        next.wake()
        await settled()
      }
      now = end
    },
  }
}

/** A promise that `start` fulfils by calling `wake`; on abort what it answered is called, and it rejects. */
function abortable(
  signal: AbortSignal | undefined,
  start: (wake: () => void) => () => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  if (signal?.aborted === true) {
    reject(signal.reason)
    return promise
  }
  const cancel = start(() => {
    signal?.removeEventListener('abort', onAbort)
    resolve()
  })
  function onAbort(): void {
    cancel()
    reject(signal?.reason)
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  return promise
}

/** A turn of the event loop: every promise that can go on has gone on, so sleepers woken have slept again. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
