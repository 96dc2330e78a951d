import { readFile } from 'node:fs/promises'
import { Wait } from 'testcontainers'
import { withDeadline } from '../runtime/deadline.ts'
import { connectEngine } from '../runtime/engine.ts'
import { labelsFor } from '../runtime/labels.ts'
import { findLabelled } from '../runtime/leftovers.ts'
import { PlacedContainer } from '../runtime/placed-container.ts'
import { removeThese } from '../runtime/remove.ts'

const beatMs = 2_000
const leaseMs = 15_000
/** A guardian that has not gone by then is stuck; what it guards is removed without it. */
const sweepLimitMs = 30_000

export interface Lease {
  /** Ends the lease: the guardian removes whatever the run still has, then itself. */
  release(): Promise<void>
}

/**
 * Starts the guardian of a run and holds its lease. The lease is the guardian's standard input: the
 * engine closes it when this process ends, even by SIGKILL, and a stuck process stops the beats.
 */
export async function holdLease(
  run: string,
  keeperImage: string,
  dockerSocket: string,
): Promise<Lease> {
  const engine = await connectEngine()
  const program = await readFile(new URL('guardian.ts', import.meta.url), 'utf8')
  const started = await new PlacedContainer(keeperImage)
    .withStandardInput()
    .withRemovalAtExit()
    .withName(`${run}-guardian`)
    .withLabels(labelsFor(run, 'guardian'))
    .withNetworkMode('none')
    .withEnvironment({ AFTERSHOCK_RUN: run, AFTERSHOCK_LEASE_MS: String(leaseMs) })
    .withBindMounts([{ source: dockerSocket, target: '/var/run/docker.sock' }])
    .withCopyContentToContainer([{ content: program, target: '/guardian.ts' }])
    .withEntrypoint(['node', '/guardian.ts'])
    .withWaitStrategy(Wait.forLogMessage(/guarding/).withStartupTimeout(20_000))
    .start()
  const container = engine.container.getById(started.getId())
  const input = await container.attach({ stream: true, stdin: true, hijack: true })
  // The engine ends the stream with the container; nothing is left to do then.
  input.on('error', () => {})
  input.write('alive\n')
  const beat = setInterval(() => input.write('alive\n'), beatMs)
  beat.unref()
  return {
    async release() {
      clearInterval(beat)
      const gone = container.wait({ condition: 'removed' }).catch(() => {})
      input.end()
      await withDeadline(
        'the guardian',
        sweepLimitMs,
        new AbortController().signal,
        () => gone,
      ).catch(async () => removeThese(await findLabelled(run)))
    },
  }
}
