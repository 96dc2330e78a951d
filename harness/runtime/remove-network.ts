import type { Clock } from '../clock.ts'

/** How long those who are being removed may take to leave a network. */
const leavingMs = 15_000
/** The engine tells a network as empty before it has done with who left, so a refusal means something only after this. */
const emptyMs = 3000
const lookEveryMs = 200

/** The part of the engine's own client that is needed here. */
export interface RemovableNetwork {
  remove(): Promise<unknown>
  inspect(): Promise<{ readonly Containers?: object | undefined }>
}

/**
 * Removes a network. True when the engine keeps it although it is empty: of containers that join and leave at the same
 * time it may count one that is not there (moby issue 42119), until it is itself started anew. Such a network harms
 * nobody. Waits for those who are still in it, such as what the guardian of a run that died a moment ago is removing,
 * and rejects with the engine's refusal when they stay.
 */
export async function keptByEngine(network: RemovableNetwork, clock: Clock): Promise<boolean> {
  const start = clock.now()
  let lastSeenInUse = start
  for (;;) {
    try {
      await network.remove().catch(ignoreMissing)
      return false
    } catch (error) {
      const state = await network.inspect().catch(ignoreMissing)
      if (state === undefined) return false
      const now = clock.now()
      const inUse = Object.keys(state.Containers ?? {}).length > 0
      if (inUse) lastSeenInUse = now
      if (inUse && now - start > leavingMs) throw error
      if (now - lastSeenInUse >= emptyMs) return true
      await clock.sleep(lookEveryMs)
    }
  }
}

/** 404: gone already; 409: the engine is removing it at this moment. */
export function ignoreMissing(error: { statusCode?: number }): void {
  if (error.statusCode !== 404 && error.statusCode !== 409) throw error
}
