import { connectEngine, type ContainerRuntimeClient } from './engine.ts'
import { findDead, findLabelled, type Leftovers } from './leftovers.ts'

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

/** Removes containers (paused ones too), then the networks and volumes they used. Missing ones are fine. */
export async function removeThese({ containers, networks, volumes }: Leftovers): Promise<void> {
  const engine = await connectEngine()
  const { dockerode } = engine.container
  await Promise.all(containers.map(({ id }) => removeContainer(engine, id)))
  await Promise.all([
    ...networks.map(({ id }) => removeNetwork(engine, id)),
    ...volumes.map(({ id }) => dockerode.getVolume(id).remove().catch(ignoreMissing)),
  ])
}

async function removeContainer(engine: ContainerRuntimeClient, id: string): Promise<void> {
  const container = engine.container.getById(id)
  await container.unpause().catch(() => {})
  await container.remove({ force: true, v: true }).catch(ignoreMissing)
}

/**
 * The engine may go on counting a container that was removed while it joined, and then keeps the empty network
 * until it is itself started anew. Such a network harms nobody, so it is left to the next one who cleans.
 */
async function removeNetwork(engine: ContainerRuntimeClient, id: string): Promise<void> {
  const network = engine.container.dockerode.getNetwork(id)
  try {
    await network.remove().catch(ignoreMissing)
  } catch (error) {
    const { Containers = {} } = await network.inspect()
    if (Object.keys(Containers).length > 0) throw error
  }
}

/** 404: gone already; 409: the engine is removing it at this moment. */
function ignoreMissing(error: { statusCode?: number }): void {
  if (error.statusCode !== 404 && error.statusCode !== 409) throw error
}
