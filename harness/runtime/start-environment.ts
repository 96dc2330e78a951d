import { reasonOf, UserError } from '../errors.ts'
import { settleAll } from '../settle-all.ts'
import type { EventRecord } from '../history/record.ts'
import type { Change, Target, TargetContext } from '../target/target.ts'
import { entryPort, networksIn, planAddresses } from './address-plan.ts'
import { untilConditions } from './conditions.ts'
import { connectEngine, execIn } from './engine.ts'
import type { Environment, Replica } from './environment.ts'
import { follow } from './follow.ts'
import { createNetworks } from './network.ts'
import { placementOf } from './placement.ts'
import { removeEnvironment } from './remove.ts'
import { createReplica } from './replica.ts'
import { thoseServed } from './running-services.ts'
import { startReplica } from './start-replica.ts'
import { startServices } from './start-services.ts'
import { startWire } from './start-wire.ts'
import { expandTopology } from './topology.ts'

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
    const wire = startWire({
      ...{ engine, run, prefix, placement, links, signal },
      images: { keeper: imageOf(options, 'keeper'), toxiproxy: imageOf(options, 'toxiproxy') },
    })
    let upCount = 0
    const starting = startServices(
      target,
      topology,
      async (replica) => {
        const service = target.services[replica.service]
        if (!service) throw new Error(`no service ${replica.service}`)
        const outgoing = links.filter((link) => link.from === replica.name)
        // Whoever asks nobody need not wait for the wire; it is what takes longest that begins first.
        if (outgoing.length > 0) await wire
        const container = await startReplica({
          ...{ engine, run, prefix, replica, service, signal },
          holder: async () => engine.container.getById((await wire).holderId),
          places: placement.placesOf(replica.name),
          image: imageOf(options, service.image),
          links: outgoing,
          replicasOf: topology.replicasOf,
        })
        options.progress?.(`${replica.name} is up (${++upCount} of ${topology.replicas.length})`)
        return container
      },
      signal,
    )
    // Both have ended before anything is cleaned up, so that nothing appears after it.
    await settleAll<unknown>([wire, starting])
    const [started, containers] = [await wire, await starting]
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
    unfollow = await follow(engine, target, topology, containers, (event) => {
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
          () => context(readySignal),
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

function imageOf(options: StartOptions, name: string): string {
  return known(new Map(Object.entries(options.images)), name, 'image')
}

function known<T>(map: ReadonlyMap<string, T>, key: string, what: string): T {
  const value = map.get(key)
  if (value === undefined)
    throw new UserError(`no ${what} "${key}"`, { hint: `Known: ${[...map.keys()].join(', ')}.` })
  return value
}
