import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { packageFolder } from '../../harness/cli/places.ts'
import { connectEngine } from '../../harness/runtime/engine.ts'
import { pidLabel } from '../../harness/runtime/labels.ts'
import { until } from './wait.ts'

/** The command line as a process of its own, the way people start it. */
export interface CommandLine {
  readonly child: ChildProcess
  /** All it wrote so far, both streams. */
  said(): string
  /** Waits until it has written this. @throws Error with all it wrote when it ends without. */
  untilSays(pattern: RegExp, limitMs?: number): Promise<void>
  /** Its exit code. */
  readonly ended: Promise<number | null>
}

/** Starts `aftershock` with these arguments, on the pinned Node and without a shell or a bootstrap in between. */
export function startCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): CommandLine {
  const child = spawn(process.execPath, [join(packageFolder, 'harness', 'cli.ts'), ...args], {
    cwd: packageFolder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const ended = once(child, 'close').then(() => child.exitCode)
  return {
    child,
    said: () => text,
    async untilSays(pattern, limitMs = 90_000) {
      const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
      await until(`it says ${pattern}`, () => pattern.test(text) || isOver(), limitMs)
      if (!pattern.test(text)) throw new Error(`it ended without saying ${pattern}:\n${text}`)
    },
    ended,
  }
}

/** Containers, networks and volumes that carry the label of a process's run. */
export interface Belongings {
  /** Names, by the part of the run that they are: `load`, `replica`, `wire`, … */
  readonly containers: readonly { readonly id: string; readonly name: string }[]
  readonly networks: readonly string[]
  readonly volumes: readonly string[]
}

/** What exists of the runs of one process. */
export async function belongingsOf(pid: number | undefined): Promise<Belongings> {
  const engine = (await connectEngine()).container.dockerode
  const filters = { label: [`${pidLabel}=${pid}`] }
  const [containers, networks, volumes] = await Promise.all([
    engine.listContainers({ all: true, filters }),
    engine.listNetworks({ filters }),
    engine.listVolumes({ filters: JSON.stringify(filters) }),
  ])
  return {
    containers: containers.map(({ Id, Names, Labels }) => ({
      id: Id,
      name: `${Labels['aftershock.part'] ?? ''} ${Names[0] ?? Id}`,
    })),
    networks: networks.map(({ Name }) => Name),
    volumes: volumes.Volumes.map(({ Name }) => Name),
  }
}

/** All belongings as one list of names: empty when nothing is left. */
export async function leftBy(pid: number | undefined): Promise<readonly string[]> {
  const { containers, networks, volumes } = await belongingsOf(pid)
  return [...containers.map(({ name }) => name), ...networks, ...volumes]
}
