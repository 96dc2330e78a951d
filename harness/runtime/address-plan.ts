import { UserError } from '../errors.ts'
import { nthAddress } from './addresses.ts'
import type { Link } from './environment.ts'
import { anyAddress } from './rules.ts'
import { clientName, mainNetwork, type PlannedLink, type Topology } from './topology.ts'

/** Where the client's own link listens inside the wire's namespace. */
export const entryPort = 18_080

/** The wire takes the first address after the gateway, replicas follow from here. */
const wireAddress = 2
const firstReplica = 10

/** Who gets which address in the networks of one environment. */
export interface AddressPlan {
  /** By the network's name in the target. */
  readonly networks: ReadonlyMap<string, NetworkPlan>
  readonly links: readonly Link[]
}
export interface NetworkPlan {
  /** The wire's own address. */
  readonly wire: string
  /** By replica name; not all replicas are on all networks. */
  readonly replicas: ReadonlyMap<string, string>
}

/** The networks that running links are on, the usual one first. */
export function networksIn({ links }: Pick<Topology, 'links'>): readonly string[] {
  return [...new Set([mainNetwork, ...links.map(({ network }) => network)])]
}

/**
 * Replicas are counted from the bottom of a subnet, and every (client, server) pair gets an address
 * of its own from the top, so that the wire can tell links apart. Pure.
 * @param subnets by the network's name in the target
 * @throws UserError when a subnet is too small, or users would come in at more than one replica.
 */
export function planAddresses(
  topology: Pick<Topology, 'replicas' | 'links'>,
  subnets: ReadonlyMap<string, string>,
): AddressPlan {
  const entries = topology.links.filter(({ from }) => from === clientName)
  if (entries.length > 1)
    throw new UserError(
      `users come in at one replica, but the entry service has ${entries.length}: ${entries.map(({ to }) => to).join(', ')}`,
      { hint: 'Give the entry service one replica, such as a balancer in front of the others.' },
    )
  const parts = [...subnets].map(([network, subnet]) => planNetwork(topology, network, subnet))
  const addresses = new Map(parts.flatMap(({ pairs }) => [...pairs]))
  return {
    networks: new Map(parts.map(({ network, plan }) => [network, plan])),
    links: topology.links.map((link) =>
      link.from === clientName
        ? { ...link, address: anyAddress, listenPort: entryPort }
        : { ...link, address: addresses.get(pairOf(link)) ?? '', listenPort: link.port },
    ),
  }
}

function planNetwork(
  { replicas, links }: Pick<Topology, 'replicas' | 'links'>,
  network: string,
  subnet: string,
): {
  readonly network: string
  readonly plan: NetworkPlan
  readonly pairs: ReadonlyMap<string, string>
} {
  const here = links.filter((link) => link.network === network)
  const ends = new Set(here.flatMap(({ from, to }) => [from, to]))
  const members = replicas.filter(({ name }) => network === mainNetwork || ends.has(name))
  const pairs = [...new Set(here.filter(({ from }) => from !== clientName).map(pairOf))]
  // Network and broadcast address are the two that nobody can have.
  const size = 2 ** (32 - Number(subnet.split('/')[1]))
  if (firstReplica + members.length + pairs.length > size - 1)
    throw new UserError(
      `the engine gave a subnet of ${size} addresses (${subnet}), which is too small for ${members.length} replicas and ${pairs.length} links`,
      {
        exit: 'environment',
        hint: 'Give the engine larger address pools: `default-address-pools` in its daemon.json.',
      },
    )
  return {
    network,
    plan: {
      wire: nthAddress(subnet, wireAddress),
      replicas: new Map(
        members.map(({ name }, i) => [name, nthAddress(subnet, firstReplica + i)] as const),
      ),
    },
    pairs: new Map(pairs.map((pair, i) => [pair, nthAddress(subnet, -2 - i)] as const)),
  }
}

function pairOf({ from, to, network }: PlannedLink): string {
  return `${from}→${to}@${network}`
}
