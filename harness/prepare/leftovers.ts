/** What earlier runs left on the engine: everything with our label whose process is gone. */
import { pidLabel, runLabel } from '../runtime/labels.ts'
import { errorCode } from './error-code.ts'

export interface Leftovers {
  /** Ids of runs whose process is gone. */
  readonly runs: readonly string[]
  readonly containers: number
  readonly networks: number
  readonly volumes: number
}

interface Owned {
  readonly Labels?: Labels
}

/** The part of the engine's API that looking needs. */
export interface ListingEngine {
  listContainers(options: { all: true; filters: Filters }): Promise<readonly Owned[]>
  listNetworks(options: { filters: Filters }): Promise<readonly Owned[]>
  listVolumes(options: { filters: Filters }): Promise<{ readonly Volumes: readonly Owned[] }>
}

type Filters = { label: string[] }

type Labels = Readonly<Record<string, string>> | undefined

/** Looks for leftovers. Removes nothing. */
export async function findLeftovers(docker: ListingEngine): Promise<Leftovers> {
  const filters = { label: [runLabel] }
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ])
  const left = [...containers, ...networks, ...volumes.Volumes].filter(dead)
  return {
    runs: [...new Set(left.map(({ Labels }) => Labels?.[runLabel] ?? ''))].toSorted(),
    containers: containers.filter(dead).length,
    networks: networks.filter(dead).length,
    volumes: volumes.Volumes.filter(dead).length,
  }
}

function dead(owned: Owned): boolean {
  return !isAlive(owned.Labels?.[pidLabel])
}

/** Without a process number nobody can be shown to own it any more. */
function isAlive(pid: string | undefined): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(Number(pid), 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}
