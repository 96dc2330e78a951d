import { connectEngine, type ContainerRuntimeClient } from './engine.ts'
import { pidLabel, runLabel } from './labels.ts'

/** What carries a run's label: container names and network names. */
export interface Leftovers {
  readonly containers: readonly {
    readonly id: string
    readonly name: string
    readonly run: string
    readonly pid: number
  }[]
  readonly networks: readonly {
    readonly id: string
    readonly name: string
    readonly run: string
    readonly pid: number
  }[]
}

/** Finds everything that carries our label: of one run, or of all. */
export async function findLabelled(run?: string): Promise<Leftovers> {
  const engine = await connectEngine()
  const filters = { label: [run === undefined ? runLabel : `${runLabel}=${run}`] }
  const [containers, networks] = await Promise.all([
    engine.container.dockerode.listContainers({ all: true, filters }),
    engine.container.dockerode.listNetworks({ filters }),
  ])
  return {
    containers: containers.map(({ Id, Names, Labels }) => ({
      id: Id,
      name: (Names[0] ?? Id).replace('/', ''),
      run: Labels[runLabel] ?? '',
      pid: Number(Labels[pidLabel] ?? 0),
    })),
    networks: networks.map(({ Id, Name, Labels }) => ({
      id: Id,
      name: Name,
      run: Labels?.[runLabel] ?? '',
      pid: Number(Labels?.[pidLabel] ?? 0),
    })),
  }
}

/** Removes one environment of a run: all containers and networks whose names begin with `prefix`. */
export async function removeEnvironment(run: string, prefix: string): Promise<void> {
  const { containers, networks } = await findLabelled(run)
  const ours = ({ name }: { name: string }): boolean =>
    name === prefix || name.startsWith(`${prefix}-`)
  await removeThese({ containers: containers.filter(ours), networks: networks.filter(ours) })
}

/** Removes containers (paused ones too), then networks. Missing ones are fine. */
export async function removeThese({ containers, networks }: Leftovers): Promise<void> {
  const engine = await connectEngine()
  await Promise.all(containers.map(({ id }) => removeContainer(engine, id)))
  await Promise.all(
    networks.map(({ id }) =>
      engine.container.dockerode.getNetwork(id).remove().catch(ignoreMissing),
    ),
  )
}

async function removeContainer(engine: ContainerRuntimeClient, id: string): Promise<void> {
  const container = engine.container.getById(id)
  await container.unpause().catch(() => {})
  await container.remove({ force: true, v: true }).catch(ignoreMissing)
}

/** 404: gone already; 409: the engine is removing it at this moment. */
function ignoreMissing(error: { statusCode?: number }): void {
  if (error.statusCode !== 404 && error.statusCode !== 409) throw error
}
