import { clientName, type PlannedLink, type Topology } from '../runtime/topology.ts'
import type { Target } from '../target/target.ts'
import { fitsName, readLinkName, type LinkName } from './link-name.ts'
import { unknownWord } from './problem.ts'

/** What a `target` of a fault means, once replicas and links are known. */
export type TargetMeaning =
  | {
      readonly kind: 'replicas' | 'links'
      /** Replicas or links that are meant; with a role, those that it may turn out to be. */
      readonly names: readonly string[]
      /** The role that decides when the time has come, such as `redis:primary`. */
      readonly role?: string
    }
  | { readonly kind: 'unknown'; readonly message: string; readonly hint: string }

interface End {
  readonly names: readonly string[]
  readonly role?: string
}

/** Looks up a replica, service, role, link or network of a target. */
export function meaningOf(name: string, target: Target, topology: Topology): TargetMeaning {
  const link = readLinkName(name)
  if (link !== undefined) return linkMeaning(name, link, target, topology)
  const end = endOf(name, target, topology)
  if (end !== undefined) return { kind: 'replicas', ...end }
  const carried = linksOn(name, target, topology.links).map((each) => each.name)
  return carried.length > 0
    ? { kind: 'links', names: carried }
    : unknown(name, endNames(target, topology))
}

/** The links between replicas that a network carries. None where all are on one network. */
export function linksOn<T extends Pick<PlannedLink, 'from' | 'network'>>(
  network: string,
  { networks = {} }: Target,
  links: readonly T[],
): readonly T[] {
  if (Object.keys(networks).length === 0) return []
  return links.filter((link) => link.network === network && link.from !== clientName)
}

function linkMeaning(
  name: string,
  wanted: LinkName,
  target: Target,
  topology: Topology,
): TargetMeaning {
  const clients = clientEnd(wanted.from, target, topology)
  const servers = endOf(wanted.to, target, topology)
  if (clients === undefined) return unknown(wanted.from, endNames(target, topology))
  if (servers === undefined) return unknown(wanted.to, endNames(target, topology))
  const links = topology.links.filter(
    (link) =>
      clients.names.includes(link.from) &&
      servers.names.includes(link.to) &&
      fitsName(link, wanted),
  )
  if (links.length === 0) {
    const declared = target.links.map(
      ({ from, to, network }) => `${from}→${to}${network === undefined ? '' : `@${network}`}`,
    )
    const { message } = unknownWord('link', name, declared)
    return {
      kind: 'unknown',
      message,
      hint: `links of this target: ${[...new Set(declared)].join(', ')}`,
    }
  }
  const role = clients.role ?? servers.role
  return {
    kind: 'links',
    names: links.map((link) => link.name),
    ...(role === undefined ? {} : { role }),
  }
}

/** Only the user's side of the entry link is an end that is no replica. */
function clientEnd(name: string, target: Target, topology: Topology): End | undefined {
  const isUser = !(name in target.services) && topology.links.some((link) => link.from === name)
  return isUser ? { names: [name] } : endOf(name, target, topology)
}

function endOf(name: string, target: Target, topology: Topology): End | undefined {
  if (target.roles !== undefined && Object.hasOwn(target.roles, name)) {
    const service = name.split(':')[0] ?? name
    const names = topology.replicasOf(service)
    return names.length === 0 ? undefined : { names, role: name }
  }
  const replicas = topology.replicasOf(name)
  if (replicas.length > 0) return { names: replicas }
  return topology.replicas.some((replica) => replica.name === name) ? { names: [name] } : undefined
}

function endNames(target: Target, topology: Topology): readonly string[] {
  const names = [
    ...Object.keys(target.services),
    ...Object.keys(target.roles ?? {}),
    ...topology.replicas.map((replica) => replica.name),
  ]
  return [...new Set(names)]
}

function unknown(name: string, allowed: readonly string[]): TargetMeaning {
  return { kind: 'unknown', ...unknownWord('replica, service or role', name, allowed) }
}
