import { Wait } from 'testcontainers'
import type { Service } from '../target/target.ts'
import { execIn, type Container, type ContainerRuntimeClient } from './engine.ts'
import type { Link } from './environment.ts'
import { labelsFor } from './labels.ts'
import { PlacedContainer, type Place } from './placed-container.ts'
import { serverName, type PlannedReplica } from './topology.ts'
import { createVolumes } from './volumes.ts'

const readyLimitMs = 60_000

/** Starts one replica and waits until it says that it is ready. */
export async function startReplica(options: {
  readonly engine: ContainerRuntimeClient
  readonly run: string
  readonly prefix: string
  /** Where it is, the usual network first. */
  readonly places: readonly Place[]
  readonly replica: PlannedReplica
  readonly service: Service
  readonly image: string
  /** Links that start at this replica: their servers' names point at the wire. */
  readonly links: readonly Link[]
  readonly replicasOf: (service: string) => readonly string[]
  /** Looks at it from inside the wire, for a replica that is ready when it answers. */
  readonly holder: () => Promise<Container>
  readonly signal: AbortSignal
}): Promise<Container> {
  const { engine, places, replica, service, links } = options
  const address = places[0]?.address ?? ''
  const hosts = new Map(links.map((link) => [serverName(link), link.address]))
  hosts.set(replica.name, address)
  const container = new PlacedContainer(options.image)
    .withPlaces(places)
    .withName(`${options.prefix}-${replica.name}`)
    // The engine lets neighbours find a container by its host name too, up to the first dot. A replica's
    // own name is for declared links only.
    .withHostname(`${options.prefix}-${replica.name}`)
    .withLabels(labelsFor(options.run, 'replica'))
    .withEnvironment({ ...replica.environment })
    .withExtraHosts([...hosts].map(([host, ipAddress]) => ({ host, ipAddress })))
  if (service.memory !== undefined) container.withMemory(service.memory)
  const volumes = await createVolumes(engine, options.run, {
    prefix: `${options.prefix}-${replica.name}`,
    paths: service.volumes ?? [],
  })
  container.withBindMounts([...volumes])
  const command = service.command?.({ ...replica, replicasOf: options.replicasOf })
  if (command) container.withCommand([...command])
  if ('log' in service.ready)
    container.withWaitStrategy(
      Wait.forLogMessage(service.ready.log).withStartupTimeout(readyLimitMs),
    )
  const started = await container.start()
  if ('http' in service.ready)
    await untilHttp(options.engine, await options.holder(), {
      address,
      port: service.ready.port,
      path: service.ready.http,
      name: replica.name,
      signal: options.signal,
    })
  return engine.container.getById(started.getId())
}

/** Polls an HTTP path from inside the wire until it answers 200. */
async function untilHttp(
  engine: ContainerRuntimeClient,
  holder: Container,
  at: { address: string; port: number; path: string; name: string; signal: AbortSignal },
): Promise<void> {
  // Dozens wait at once while the machine starts everything, so a look forks once and runs no program: the pause is a
  // read from a pipe that nobody writes to.
  const ask =
    `(exec 3<>/dev/tcp/${at.address}/${at.port} && ` +
    `printf 'GET ${at.path} HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 2 line <&3 && [[ $line == *' 200'* ]])`
  const script =
    `exec 9<> <(:); for ((look = 0; look < 600; look++)); do ` +
    `${ask} 2>/dev/null && exit 0; read -r -t 0.1 -u 9; done; exit 1`
  const { exitCode } = await execIn(engine, holder, ['bash', '-c', script], at.signal, readyLimitMs)
  if (exitCode !== 0) throw new Error(`${at.name} never answered 200 at ${at.path}`)
}
