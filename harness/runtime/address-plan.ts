import { UserError } from '../errors.ts'
import { nthAddress } from './addresses.ts'
import type { Link } from './environment.ts'
import { anyAddress } from './rules.ts'
import { clientName, type PlannedLink, type Topology } from './topology.ts'

/** Where the client's own link listens inside the wire's namespace. */
export const entryPort = 18_080

/** The wire takes the first address after the gateway, replicas follow from here. */
const wireAddress = 2
const firstReplica = 10

/** Who gets which address in the network of one environment. */
export interface AddressPlan {
  readonly wire: string
  /** By replica name. */
  readonly replicas: ReadonlyMap<string, string>
  readonly links: readonly Link[]
}

/**
 * Replicas are counted from the bottom of the subnet, and every (client, server) pair gets an address
 * of its own from the top, so that the wire can tell links apart. Pure.
 * @throws UserError when the subnet is too small, or users would come in at more than one replica.
 */
export function planAddresses(
  { replicas, links }: Pick<Topology, 'replicas' | 'links'>,
  subnet: string,
): AddressPlan {
  const inner = links.filter(({ from }) => from !== clientName)
  const pairs = [...new Set(inner.map(pairOf))]
  const entries = links.filter(({ from }) => from === clientName)
  if (entries.length > 1)
    throw new UserError(
      `users come in at one replica, but the entry service has ${entries.length}: ${entries.map(({ to }) => to).join(', ')}`,
      { hint: 'Give the entry service one replica, such as a balancer in front of the others.' },
    )
  // Network and broadcast address are the two that nobody can have.
  const size = 2 ** (32 - Number(subnet.split('/')[1]))
  if (firstReplica + replicas.length + pairs.length > size - 1)
    throw new UserError(
      `the engine gave a subnet of ${size} addresses (${subnet}), which is too small for ${replicas.length} replicas and ${pairs.length} links`,
      {
        exit: 'environment',
        hint: 'Give the engine larger address pools: `default-address-pools` in its daemon.json.',
      },
    )
  return {
    wire: nthAddress(subnet, wireAddress),
    replicas: new Map(
      replicas.map(({ name }, i) => [name, nthAddress(subnet, firstReplica + i)] as const),
    ),
    links: links.map((link) =>
      link.from === clientName
        ? { ...link, address: anyAddress, listenPort: entryPort }
        : {
            ...link,
            address: nthAddress(subnet, -2 - pairs.indexOf(pairOf(link))),
            listenPort: link.port,
          },
    ),
  }
}

function pairOf({ from, to }: PlannedLink): string {
  return `${from}→${to}`
}
