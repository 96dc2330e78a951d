import { settleAll } from '../settle-all.ts'
import type { Target } from '../target/target.ts'
import type { Container } from './engine.ts'
import type { PlannedReplica, Topology } from './topology.ts'

/**
 * Starts all replicas, each as soon as the services it comes after are ready; answers with their containers by
 * name. What is under way is waited for before a failure is thrown, so that nothing appears after it.
 */
export async function startServices(
  { services }: Pick<Target, 'services'>,
  { replicas }: Pick<Topology, 'replicas'>,
  start: (replica: PlannedReplica) => Promise<Container>,
  signal: AbortSignal,
): Promise<Map<string, Container>> {
  const containers = new Map<string, Container>()
  const ready = new Map<string, Promise<void>>()
  const startService = (service: string): Promise<void> => {
    const pending = ready.get(service) ?? begin(service)
    ready.set(service, pending)
    return pending
  }
  const begin = async (service: string): Promise<void> => {
    await Promise.all((services[service]?.after ?? []).map(startService))
    const members = replicas.filter((replica) => replica.service === service)
    await settleAll(
      members.map(async (replica) => {
        signal.throwIfAborted()
        containers.set(replica.name, await start(replica))
      }),
    )
  }
  const running = new Set(replicas.map(({ service }) => service))
  const outcomes = await Promise.allSettled([...running].map(startService))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
  return containers
}
