import type { Change, LinkDeclaration, Target } from '../target/target.ts'
import { runningServices } from './running-services.ts'

/** A target with its switches applied: every replica and every link by name. */
export interface Topology {
  readonly replicas: readonly PlannedReplica[]
  readonly links: readonly PlannedLink[]
  readonly replicasOf: (service: string) => readonly string[]
}
export interface PlannedReplica {
  readonly name: string
  readonly service: string
  readonly index: number
  readonly environment: Readonly<Record<string, string>>
}
export interface PlannedLink {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  readonly network: string
}

/** The name of the user's side of the entry link: k6 and the browser. */
export const clientName = 'client'
/** The network of links that name no other. All replicas are on it. */
export const mainNetwork = 'main'

/**
 * Applies switches to a target and expands services to replicas and declared edges to links. With `wanted`
 * only these services run, and what they need.
 */
export function expandTopology(
  target: Target,
  changes: readonly Change[],
  wanted?: readonly string[],
): Topology {
  const names = new Map<string, readonly string[]>()
  for (const service of runningServices(target, wanted)) {
    const declared = target.services[service]?.replicas
    const count = changes.reduce((n, change) => change.replicas?.[service] ?? n, declared)
    names.set(service, replicaNames(service, count))
  }
  const replicasOf = (service: string): readonly string[] => names.get(service) ?? []
  const replicas = [...names].flatMap(([service, members]) =>
    members.map((name, i) => {
      const description = { name, service, index: i + 1, replicasOf }
      const own = target.services[service]?.environment?.(description) ?? {}
      const switched = changes.map((change) => change.environment?.[service] ?? {})
      return { name, service, index: i + 1, environment: Object.assign({}, own, ...switched) }
    }),
  )
  return { replicas, links: expandLinks(target, replicasOf), replicasOf }
}

/** What a client calls a server on a network: on the usual one its own name, else `cart-1.second`. */
export function serverName({ to, network }: Pick<PlannedLink, 'to' | 'network'>): string {
  return network === mainNetwork ? to : `${to}.${network}`
}

function replicaNames(service: string, count: number | undefined): readonly string[] {
  if (count === undefined) return [service]
  return Array.from({ length: count }, (_, i) => `${service}-${i + 1}`)
}

function expandLinks(
  target: Target,
  replicasOf: (service: string) => readonly string[],
): readonly PlannedLink[] {
  const entry = { from: clientName, to: target.entry.service, port: target.entry.port }
  const declared = [entry, ...target.links].flatMap((link: LinkDeclaration) => {
    const { from, to, port, protocol = 'tcp', network = mainNetwork } = link
    return (from === clientName ? [clientName] : replicasOf(from)).flatMap((client) =>
      replicasOf(to)
        .filter((server) => server !== client)
        .map((server) => ({ from: client, to: server, port, protocol, network })),
    )
  })
  const pairs = Map.groupBy(declared, ({ from, to }) => `${from}→${to}`)
  return declared.map((link) => {
    const pair = `${link.from}→${link.to}`
    return { ...link, name: pair + whatTellsApart(link, pairs.get(pair) ?? []) }
  })
}

/** Nothing for the only link of its pair; else its port (`:53/udp`), its network (`@second`), or both. */
function whatTellsApart(
  { port, protocol, network }: Omit<PlannedLink, 'name'>,
  pair: readonly Omit<PlannedLink, 'name'>[],
): string {
  const beside = pair.filter((other) => other.network === network)
  const portText = beside.length === 1 ? '' : `:${port}${protocol === 'udp' ? '/udp' : ''}`
  const isOnlyMain = pair.every((other) => other.network === mainNetwork)
  return portText + (isOnlyMain ? '' : `@${network}`)
}
