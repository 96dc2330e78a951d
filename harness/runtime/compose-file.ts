import { stringify } from 'yaml'
import type { Change, Target } from '../target/target.ts'
import { expandTopology, type PlannedReplica, type Topology } from './topology.ts'

/** The network that links without one of their own run on. */
const usual = 'main'

interface ComposeService {
  readonly image: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly depends_on?: readonly string[]
  readonly networks: Readonly<Record<string, { readonly aliases?: readonly string[] }>>
  readonly volumes?: readonly string[]
  readonly mem_limit?: string
  readonly ports?: readonly string[]
  readonly stop_grace_period: string
}

/**
 * The target as a Compose file, so that it runs by itself: the same images, names, ports and
 * environments, without the wire between its replicas. `image` names an image by its name in the
 * target; `port` is published on loopback for the entry.
 */
export function composeFile(
  target: Target,
  options: {
    readonly changes: readonly Change[]
    readonly image: (name: string) => string
    readonly port: number
  },
): string {
  const topology = expandTopology(target, options.changes)
  const services = topology.replicas.map((replica) => [
    replica.name,
    composeService(target, topology, replica, options),
  ])
  const networks = [usual, ...Object.keys(target.networks ?? {})]
  return stringify(
    {
      services: Object.fromEntries(services),
      networks: Object.fromEntries(networks.map((name) => [name, {}])),
      volumes: Object.fromEntries(
        topology.replicas.flatMap((replica) =>
          (target.services[replica.service]?.volumes ?? []).map((path) => [
            volumeOf(replica, path),
            {},
          ]),
        ),
      ),
    },
    { aliasDuplicateObjects: false },
  )
}

function composeService(
  target: Target,
  topology: Topology,
  replica: PlannedReplica,
  { image, port }: { readonly image: (name: string) => string; readonly port: number },
): ComposeService {
  const service = target.services[replica.service]
  if (service === undefined) throw new Error(`${replica.service} is no service of ${target.name}`)
  const { replicasOf } = topology
  const command = service.command?.({ ...replica, replicasOf })
  const needed = (service.after ?? []).flatMap((other) => replicasOf(other))
  const volumes = (service.volumes ?? []).map((path) => `${volumeOf(replica, path)}:${path}`)
  const isEntry = replica.service === target.entry.service
  return {
    image: image(service.image),
    ...(command === undefined ? {} : { command }),
    ...(Object.keys(replica.environment).length > 0
      ? { environment: escaped(replica.environment) }
      : {}),
    ...(needed.length > 0 ? { depends_on: needed } : {}),
    networks: networksOf(target, replica),
    ...(volumes.length > 0 ? { volumes } : {}),
    ...(service.memory === undefined ? {} : { mem_limit: service.memory }),
    ...(isEntry ? { ports: [`127.0.0.1:${port}:${target.entry.port}`] } : {}),
    stop_grace_period: '10s',
  }
}

/** The usual network, and every other one that a link of this service runs on. */
function networksOf(target: Target, { name, service }: PlannedReplica): ComposeService['networks'] {
  const others = target.links
    .filter(({ from, to }) => from === service || to === service)
    .flatMap(({ network }) => network ?? [])
  return Object.fromEntries([
    [usual, {}],
    ...others.map((network) => [network, { aliases: [`${name}.${network}`] }]),
  ])
}

/** Compose takes a dollar sign for the beginning of a variable of its own. */
function escaped(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replaceAll('$', '$$$$')]),
  )
}

const volumeOf = ({ name }: PlannedReplica, path: string): string =>
  `${name}${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`
