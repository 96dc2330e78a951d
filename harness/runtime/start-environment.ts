import { realClock } from '../clock.ts'
import { reasonOf, UserError } from '../errors.ts'
import type { EventRecord } from '../history/record.ts'
import type { Change, Target, TargetContext } from '../target/target.ts'
import { entryPort, networksIn, planAddresses } from './address-plan.ts'
import { untilConditions } from './conditions.ts'
import { connectEngine, execIn, type Container } from './engine.ts'
import { followEngine } from './engine-events.ts'
import type { Environment, Replica } from './environment.ts'
import { followLog } from './log-events.ts'
import { createNetworks } from './network.ts'
import { placementOf } from './placement.ts'
import { removeEnvironment } from './remove.ts'
import { createReplica } from './replica.ts'
import { thoseServed } from './running-services.ts'
import { startReplica } from './start-replica.ts'
import { startWire } from './start-wire.ts'
import { expandTopology, type Topology } from './topology.ts'

export interface StartOptions {
  readonly run: string
  /** Names of containers and network begin with it; unique per environment. */
  readonly prefix: string
  readonly target: Target
  readonly changes: readonly Change[]
  /** Only these services, and what they need. Absent: all. */
  readonly services?: readonly string[]
  /** Image tag by name: the target's own, and `keeper` and `toxiproxy`. */
  readonly images: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly progress?: (text: string) => void
}

/** Starts everything a target consists of and waits until all of its conditions hold. */
export async function startEnvironment(options: StartOptions): Promise<Environment> {
  const { run, prefix, target, signal } = options
  const engine = await connectEngine()
  const topology = expandTopology(target, options.changes, options.services)
  let unfollow = (): void => {}
  try {
    const networks = await createNetworks(run, prefix, networksIn(topology))
    const addresses = planAddresses(topology, networks.subnets)
    const placement = placementOf(addresses, networks.names)
    const { links } = addresses
    const started = await startWire({
      ...{ engine, run, prefix, placement, links, signal },
      images: { keeper: imageOf(options, 'keeper'), toxiproxy: imageOf(options, 'toxiproxy') },
    })
    const holder = engine.container.getById(started.holderId)
    const containers = await startServices(options, topology, (replica) => {
      const service = target.services[replica.service]
      if (!service) throw new Error(`no service ${replica.service}`)
      return startReplica({
        ...{ engine, run, prefix, replica, service, holder, signal },
        places: placement.placesOf(replica.name),
        image: imageOf(options, service.image),
        links: links.filter((link) => link.from === replica.name),
        replicasOf: topology.replicasOf,
      })
    })
    const replicas = new Map<string, Replica>(
      topology.replicas.map(({ name, service }) => [
        name,
        createReplica(engine, name, service, known(containers, name, 'replica')),
      ]),
    )
    const context = (contextSignal: AbortSignal): TargetContext => ({
      url: started.entryUrl,
      signal: contextSignal,
      replicasOf: topology.replicasOf,
      exec: (replica, command) =>
        execIn(engine, known(containers, replica, 'replica'), command, contextSignal),
      fetch: (path, init) =>
        fetch(new URL(path, started.entryUrl), {
          signal: AbortSignal.any([contextSignal, AbortSignal.timeout(5000)]),
          ...init,
        }),
    })
    const listeners = new Set<(event: EventRecord) => void>()
    unfollow = await follow(target, replicas, containers, (event) => {
      for (const listener of listeners) listener(event)
    })
    const environment: Environment = {
      run,
      replicas,
      links: new Map(links.map((link) => [link.name, link])),
      wire: started.wire,
      actions: target.actions ?? {},
      context,
      loadNamespace: started.holderId,
      loadUrl: `http://127.0.0.1:${entryPort}`,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      untilReady: (limitMs, readySignal) =>
        untilConditions(
          thoseServed(target.conditions, topology.replicasOf),
          context(readySignal),
          limitMs,
        ),
      async [Symbol.asyncDispose]() {
        unfollow()
        await removeEnvironment(run, prefix)
      },
    }
    await environment.untilReady(60_000, signal)
    return environment
  } catch (error) {
    // An open stream would keep the process from ending.
    unfollow()
    await removeEnvironment(run, prefix).catch(() => {})
    if (error instanceof UserError || signal.aborted) throw error
    throw new UserError(`the target ${target.name} did not start: ${reasonOf(error)}`, {
      exit: 'environment',
      hint: 'Run `npx aftershock doctor` to see what is missing; `npx aftershock up` starts the target alone.',
      cause: error,
    })
  }
}

/** Starts all replicas, each as soon as the services it comes after are ready. */
async function startServices(
  options: StartOptions,
  topology: Topology,
  start: (replica: Topology['replicas'][number]) => Promise<Container>,
): Promise<Map<string, Container>> {
  const containers = new Map<string, Container>()
  const ready = new Map<string, Promise<void>>()
  const startService = (service: string): Promise<void> => {
    const pending = ready.get(service) ?? begin(service)
    ready.set(service, pending)
    return pending
  }
  const begin = async (service: string): Promise<void> => {
    await Promise.all((options.target.services[service]?.after ?? []).map(startService))
    const members = topology.replicas.filter((replica) => replica.service === service)
    await Promise.all(
      members.map(async (replica) => {
        options.signal.throwIfAborted()
        containers.set(replica.name, await start(replica))
        options.progress?.(
          `${replica.name} is up (${containers.size} of ${topology.replicas.length})`,
        )
      }),
    )
  }
  const services = new Set(topology.replicas.map(({ service }) => service))
  const outcomes = await Promise.allSettled([...services].map(startService))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
  return containers
}

/** Follows the engine and all logs: for lines that the target knows, and for complaints. */
async function follow(
  target: Target,
  replicas: ReadonlyMap<string, Replica>,
  containers: ReadonlyMap<string, Container>,
  listener: (event: EventRecord) => void,
): Promise<() => void> {
  const engine = await connectEngine()
  const names = new Map([...containers].map(([name, { id }]) => [id, name]))
  const logs = new Map<string, () => void>()
  const followReplica = async (name: string, from: number): Promise<void> => {
    const service = replicas.get(name)?.service
    const lines = Object.entries(target.logEvents ?? {}).filter(([, e]) => e.service === service)
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

function imageOf(options: StartOptions, name: string): string {
  return known(new Map(Object.entries(options.images)), name, 'image')
}

function known<T>(map: ReadonlyMap<string, T>, key: string, what: string): T {
  const value = map.get(key)
  if (value === undefined)
    throw new UserError(`no ${what} "${key}"`, { hint: `Known: ${[...map.keys()].join(', ')}.` })
  return value
}
