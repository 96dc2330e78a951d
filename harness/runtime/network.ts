import { settleAll } from '../settle-all.ts'
import { connectEngine, type ContainerRuntimeClient } from './engine.ts'
import { labelsFor } from './labels.ts'
import { mainNetwork } from './topology.ts'

/** The networks of one environment, by their names in the target. */
export interface EnvironmentNetworks {
  readonly subnets: ReadonlyMap<string, string>
  /** What the engine calls them. */
  readonly names: ReadonlyMap<string, string>
}

/** Makes the networks of one environment; the usual one is called like the environment. */
export async function createNetworks(
  run: string,
  prefix: string,
  networks: readonly string[],
): Promise<EnvironmentNetworks> {
  const made = await settleAll(
    networks.map(async (network) => {
      const name = network === mainNetwork ? prefix : `${prefix}-${network}`
      return { network, ...(await createNetwork(run, name)) }
    }),
  )
  return {
    subnets: new Map(made.map(({ network, subnet }) => [network, subnet])),
    names: new Map(made.map(({ network, name }) => [network, name])),
  }
}

/**
 * Makes one bridge network. Published ports of its members listen on loopback
 * only, and its subnet is declared, because the engine gives fixed addresses in declared subnets only.
 */
export async function createNetwork(
  run: string,
  name: string,
): Promise<{ readonly name: string; readonly subnet: string; remove(): Promise<void> }> {
  const engine = await connectEngine()
  for (let attempt = 1; ; attempt++) {
    const subnet = await freeSubnet(engine, run, name)
    try {
      const network = await create(engine, run, name, { Config: [{ Subnet: subnet }] })
      return { name, subnet, remove: () => network.remove() }
    } catch (error) {
      // Another network may have taken the subnet between looking and declaring.
      if (attempt === 5) throw error
    }
  }
}

/** Lets the engine pick a subnet that collides with nothing, and gives it back. */
async function freeSubnet(
  engine: ContainerRuntimeClient,
  run: string,
  name: string,
): Promise<string> {
  const probe = await create(engine, run, `${name}-probe`)
  try {
    const { IPAM } = (await probe.inspect()) as { IPAM?: { Config?: { Subnet?: string }[] } }
    const subnet = IPAM?.Config?.[0]?.Subnet
    if (subnet === undefined) throw new Error('the engine gave the network no subnet')
    return subnet
  } finally {
    await probe.remove()
  }
}

function create(engine: ContainerRuntimeClient, run: string, name: string, ipam?: object) {
  return engine.container.dockerode.createNetwork({
    Name: name,
    Driver: 'bridge',
    CheckDuplicate: true,
    Labels: labelsFor(run, 'network'),
    Options: { 'com.docker.network.bridge.host_binding_ipv4': '127.0.0.1' },
    ...(ipam === undefined ? {} : { IPAM: ipam }),
  })
}
