import { GenericContainer } from 'testcontainers'

/** A testcontainers container with an IPv4 address of our choice on the environment's network. */
export class PlacedContainer extends GenericContainer {
  withAddress(network: string, address: string): this {
    this.networkMode = network
    Object.assign(this.createOpts, {
      NetworkingConfig: {
        EndpointsConfig: { [network]: { IPAMConfig: { IPv4Address: address } } },
      },
    })
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
