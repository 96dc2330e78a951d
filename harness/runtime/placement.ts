import type { AddressPlan } from './address-plan.ts'
import type { Link } from './environment.ts'
import type { Place } from './placed-container.ts'

/** An address plan on networks that exist: where everybody is. */
export interface Placement {
  /** The wire's own place on each network, by the network's name in the target. */
  readonly wire: ReadonlyMap<string, Place>
  /** The places of a replica, the one on the usual network first. */
  placesOf(replica: string): readonly Place[]
  /** The address of a link's server, on the network of the link. */
  serverOf(link: Link): string
}

/** @param engineNames the engine's name for each network of the target */
export function placementOf(
  { networks }: Pick<AddressPlan, 'networks'>,
  engineNames: ReadonlyMap<string, string>,
): Placement {
  const all = [...networks].map(([name, plan]) => ({
    ...{ name, plan },
    network: engineNames.get(name) ?? name,
  }))
  return {
    wire: new Map(all.map(({ name, network, plan }) => [name, { network, address: plan.wire }])),
    placesOf: (replica) =>
      all.flatMap(({ network, plan }) => {
        const address = plan.replicas.get(replica)
        return address === undefined ? [] : [{ network, address }]
      }),
    serverOf({ name, network, to }) {
      const address = networks.get(network)?.replicas.get(to)
      if (address === undefined) throw new Error(`${name} has no server on the network ${network}`)
      return address
    },
  }
}
