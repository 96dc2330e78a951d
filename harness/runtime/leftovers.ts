import { connectEngine } from './engine.ts'
import { pidLabel, runLabel } from './labels.ts'

/** Something on the engine that carries our label. Volumes have their name for an id. */
export interface Owned {
  readonly id: string
  readonly name: string
  readonly run: string
  /** The process that made it; 0 when the label is missing. */
  readonly pid: number
}
export interface Leftovers {
  readonly containers: readonly Owned[]
  readonly networks: readonly Owned[]
  readonly volumes: readonly Owned[]
}

type Labels = Readonly<Record<string, string>> | undefined | null

/** Finds everything that carries our label: of one run, or of all. */
export async function findLabelled(run?: string): Promise<Leftovers> {
  const { dockerode } = (await connectEngine()).container
  const filters = { label: [run === undefined ? runLabel : `${runLabel}=${run}`] }
  const [containers, networks, volumes] = await Promise.all([
    dockerode.listContainers({ all: true, filters }),
    dockerode.listNetworks({ filters }),
    dockerode.listVolumes({ filters }),
  ])
  return {
    containers: containers.map(({ Id, Names, Labels }) =>
      owned(Id, (Names[0] ?? Id).replace('/', ''), Labels),
    ),
    networks: networks.map(({ Id, Name, Labels }) => owned(Id, Name, Labels)),
    volumes: volumes.Volumes.map(({ Name, Labels }) => owned(Name, Name, Labels)),
  }
}

/** What runs that are no longer alive have left behind. */
export async function findDead(): Promise<Leftovers> {
  return ofDeadRuns(await findLabelled())
}

/** Those of runs of which no process is left. */
export function ofDeadRuns({ containers, networks, volumes }: Leftovers): Leftovers {
  const all = [...containers, ...networks, ...volumes]
  const alive = new Set(all.filter(({ pid }) => isAlive(pid)).map(({ run }) => run))
  const dead = (members: readonly Owned[]): readonly Owned[] =>
    members.filter(({ run, pid }) => !alive.has(run) && !isAlive(pid))
  return { containers: dead(containers), networks: dead(networks), volumes: dead(volumes) }
}

function owned(id: string, name: string, labels: Labels): Owned {
  return { id, name, run: labels?.[runLabel] ?? '', pid: Number(labels?.[pidLabel] ?? 0) }
}

/** Without a process number nobody can be shown to own it any more. */
function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
