import { realClock } from '../clock.ts'
import type { EventRecord } from '../history/record.ts'
import type { Target } from '../target/target.ts'
import type { Container, ContainerRuntimeClient } from './engine.ts'
import { followEngine } from './engine-events.ts'
import { followLog } from './log-events.ts'
import type { Topology } from './topology.ts'

/** Follows the engine and all logs: for lines that the target knows, and for complaints. */
export async function follow(
  engine: ContainerRuntimeClient,
  { logEvents = {} }: Pick<Target, 'logEvents'>,
  { replicas }: Pick<Topology, 'replicas'>,
  containers: ReadonlyMap<string, Container>,
  listener: (event: EventRecord) => void,
): Promise<() => void> {
  const names = new Map([...containers].map(([name, { id }]) => [id, name]))
  const logs = new Map<string, () => void>()
  const followReplica = async (name: string, from: number): Promise<void> => {
    const service = replicas.find((replica) => replica.name === name)?.service
    const lines = Object.entries(logEvents).filter(([, event]) => event.service === service)
    const container = containers.get(name)
    if (!container) return
    logs.get(name)?.()
    logs.set(name, await followLog(name, container, Object.fromEntries(lines), listener, from))
  }
  const now = realClock.wall()
  await Promise.all([...containers.keys()].map((name) => followReplica(name, now)))
  const stop = await followEngine(
    engine,
    (id) => names.get(id),
    (event) => {
      listener(event)
      // A failed follow only costs log lines, and the container's own end is an event anyway.
      if (event.name === 'container-start') followReplica(event.source, event.at).catch(() => {})
    },
  )
  return () => {
    stop()
    for (const unfollow of logs.values()) unfollow()
  }
}
