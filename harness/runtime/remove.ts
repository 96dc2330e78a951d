import { realClock } from '../clock.ts'
import { settleAll } from '../settle-all.ts'
import { connectEngine, type ContainerRuntimeClient } from './engine.ts'
import { findDead, findLabelled, type Leftovers, type Owned } from './leftovers.ts'

/** How long those who are being removed may take to leave a network. */
const leavingMs = 15_000
const lookEveryMs = 200

/** Removes one environment of a run: everything whose name begins with `prefix`. */
export async function removeEnvironment(run: string, prefix: string): Promise<void> {
  const { containers, networks, volumes } = await findLabelled(run)
  const ours = ({ name }: { name: string }): boolean =>
    name === prefix || name.startsWith(`${prefix}-`)
  await removeThese({
    containers: containers.filter(ours),
    networks: networks.filter(ours),
    volumes: volumes.filter(ours),
  })
}

/** Removes what dead runs left; answers with what it was. */
export async function removeDead(): Promise<Leftovers> {
  const dead = await findDead()
  await removeThese(dead)
  return dead
}

/**
 * Removes containers (paused ones too), then the networks and volumes they used. Missing ones are fine. Answers with
 * the networks that the engine keeps.
 */
export async function removeThese(these: Leftovers): Promise<readonly Owned[]> {
  const engine = await connectEngine()
  const { dockerode } = engine.container
  // One after the other: an engine whose containers leave their networks at once may hang (moby's libnetwork takes
  // two locks in both orders), or count them wrongly.
  const removals: Promise<void>[] = []
  for (const { id } of these.containers) {
    const removal = removeContainer(engine, id)
    removals.push(removal)
    // One that cannot be removed is no reason to leave the others.
    await removal.catch(() => {})
  }
  await settleAll(removals)
  const [kept] = await Promise.all([
    Promise.all(these.networks.map((network) => removeNetwork(engine, network))),
    ...these.volumes.map(({ name }) => dockerode.getVolume(name).remove().catch(ignoreMissing)),
  ])
  return kept.flatMap((network) => network ?? [])
}

async function removeContainer(engine: ContainerRuntimeClient, id: string): Promise<void> {
  const container = engine.container.getById(id)
  await container.unpause().catch(() => {})
  await container.remove({ force: true, v: true }).catch(ignoreMissing)
}

/**
 * Of containers that join and leave at the same time, the engine may count one that is not there (moby issue 42119), and
 * then keeps the empty network until it is itself started anew. Such a network harms nobody; it is answered.
 */
async function removeNetwork(
  engine: ContainerRuntimeClient,
  network: Owned,
): Promise<Owned | undefined> {
  const found = engine.container.dockerode.getNetwork(network.id)
  const deadline = realClock.now() + leavingMs
  for (;;) {
    try {
      await found.remove().catch(ignoreMissing)
      return undefined
    } catch (error) {
      const state = await found.inspect().catch(ignoreMissing)
      if (state === undefined) return undefined
      if (Object.keys(state.Containers ?? {}).length === 0) return network
      // Somebody else, such as the guardian of a run that died a moment ago, is removing who is in it.
      if (realClock.now() > deadline) throw error
      await realClock.sleep(lookEveryMs)
    }
  }
}

/** 404: gone already; 409: the engine is removing it at this moment. */
function ignoreMissing(error: { statusCode?: number }): void {
  if (error.statusCode !== 404 && error.statusCode !== 409) throw error
}
