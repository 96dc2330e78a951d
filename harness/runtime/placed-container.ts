import { GenericContainer } from 'testcontainers'
import { connectEngine } from './engine.ts'

/** An address on one of the networks of an environment, by the engine's name for the network. */
export interface Place {
  readonly network: string
  readonly address: string
}

/** As the engine's own, but that of `/proc/sys` the part for the container's own network can be written. */
const readonlyPaths = [
  ...['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sysrq-trigger'],
  ...['abi', 'debug', 'dev', 'fs', 'kernel', 'user', 'vm'].map((part) => `/proc/sys/${part}`),
]

/** A testcontainers container with IPv4 addresses of our choice on the environment's networks. */
export class PlacedContainer extends GenericContainer {
  #others: readonly Place[] = []

  withPlaces([first, ...others]: readonly Place[]): this {
    if (first === undefined) return this
    const { network, address } = first
    this.networkMode = network
    Object.assign(this.createOpts, {
      NetworkingConfig: {
        EndpointsConfig: { [network]: { IPAMConfig: { IPv4Address: address } } },
      },
    })
    this.#others = others
    return this
  }

  /** Between making and starting it: older engines take one network when a container is made. */
  protected override async containerCreated(id: string): Promise<void> {
    const engine = await connectEngine()
    for (const { network, address } of this.#others)
      await engine.container.dockerode.getNetwork(network).connect({
        Container: id,
        EndpointConfig: { IPAMConfig: { IPv4Address: address } },
      })
  }

  /** Passes packets on that are for others, and may itself set how its network does that. */
  withForwarding(): this {
    this.hostConfig.Sysctls = { 'net.ipv4.ip_forward': '1' }
    Object.assign(this.hostConfig, { ReadonlyPaths: readonlyPaths })
    return this
  }

  /** Lets the container open its standard input once, for a lease that ends with its holder. */
  withStandardInput(): this {
    Object.assign(this.createOpts, { OpenStdin: true, StdinOnce: true, AttachStdin: true })
    return this
  }

  /** Weight against other containers when processors are short; see `cpu-shares.ts`. */
  withCpuShares(shares: number): this {
    this.hostConfig.CpuShares = shares
    return this
  }

  /** The most memory it may take, such as `512m`, and no more by swapping. */
  withMemory(limit: string): this {
    const bytes = Number.parseInt(limit) * 1024 ** 2
    Object.assign(this.hostConfig, { Memory: bytes, MemorySwap: bytes })
    return this
  }

  /** The engine removes the container by itself when it ends. */
  withRemovalAtExit(): this {
    this.hostConfig.AutoRemove = true
    return this
  }
}
