import { withDeadline } from './deadline.ts'
import type { Container, ContainerRuntimeClient } from './engine.ts'
import type { Replica } from './environment.ts'

const callLimitMs = 10_000
/** The name of our scripts ($0), by which they tell themselves from other processes. */
const scriptName = 'aftershock-inside'

/** One running container as the thing that faults hurt. Every call to the engine is bounded. */
export function createReplica(
  engine: ContainerRuntimeClient,
  name: string,
  service: string,
  container: Container,
): Replica {
  const call = <T>(what: string, signal: AbortSignal, work: () => Promise<T>, extraMs = 0) =>
    withDeadline(`${what} ${name}`, callLimitMs + extraMs, signal, work)
  return {
    name,
    service,
    id: container.id,
    async kill(signal) {
      return call('killing', signal, async () => {
        await container.kill({ signal: 'SIGKILL' })
        await container.wait({ condition: 'not-running' })
        return finishedAt(container)
      })
    },
    async stop(graceSeconds, signal) {
      const stopped = async (): Promise<number> => {
        await container.stop({ t: graceSeconds })
        return finishedAt(container)
      }
      return call('stopping', signal, stopped, graceSeconds * 1000)
    },
    async start(signal) {
      await call('starting', signal, async () => {
        if ((await stateOf(container)) === 'exited') await container.start()
      })
    },
    async pause(signal) {
      await call('pausing', signal, () => container.pause())
    },
    async unpause(signal) {
      await call('unpausing', signal, async () => {
        if ((await stateOf(container)) === 'paused') await container.unpause()
      })
    },
    async signal(name, signal) {
      await call(`sending ${name} to`, signal, () => container.kill({ signal: name }))
    },
    async inside(script, args, signal) {
      const command = ['sh', '-c', script, scriptName, ...args]
      const { exitCode, stdout, stderr } = await call('a script in', signal, () =>
        engine.container.exec(container, command, { user: 'root' }),
      )
      if (exitCode === 0) return stdout
      throw new Error(`${name}: ${(stderr || stdout).trim() || `a script ended with ${exitCode}`}`)
    },
    state: () => call('looking at', AbortSignal.timeout(callLimitMs), () => stateOf(container)),
  }
}

/** When the engine saw the process end: wall-clock milliseconds. */
async function finishedAt(container: Container): Promise<number> {
  const { State } = await container.inspect()
  return Date.parse(State.FinishedAt)
}

async function stateOf(container: Container): Promise<'running' | 'paused' | 'exited'> {
  const { State } = await container.inspect()
  if (State.Paused) return 'paused'
  return State.Running ? 'running' : 'exited'
}
