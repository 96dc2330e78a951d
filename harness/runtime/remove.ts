import { realClock } from '../clock.ts'
import { settleAll } from '../settle-all.ts'
import { connectEngine, type ContainerRuntimeClient } from './engine.ts'
import { findDead, findLabelled, type Leftovers, type Owned } from './leftovers.ts'
import { ignoreMissing, keptByEngine } from './remove-network.ts'

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
    Promise.all(these.networks.map(({ id }) => keptByEngine(dockerode.getNetwork(id), realClock))),
    ...these.volumes.map(({ name }) => dockerode.getVolume(name).remove().catch(ignoreMissing)),
  ])
  return these.networks.filter((_, place) => kept[place])
}

async function removeContainer(engine: ContainerRuntimeClient, id: string): Promise<void> {
  const container = engine.container.getById(id)
  await container.unpause().catch(() => {})
  await container.remove({ force: true, v: true }).catch(ignoreMissing)
}
