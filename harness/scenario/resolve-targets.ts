import { UserError } from '../errors.ts'
import type { Fault } from '../faults/fault.ts'
import type { Environment } from '../runtime/environment.ts'
import { clientName } from '../runtime/topology.ts'
import type { Target } from '../target/target.ts'
import { normalArrow } from './target-name.ts'

export interface ResolvedTargets {
  readonly replicas: readonly string[]
  readonly links: readonly string[]
}

/**
 * Turns what a scenario names into replicas and links of a running environment. Roles are asked for
 * at this moment, because they move.
 * @throws UserError when a name stands for nothing.
 */
export async function resolveTargets(
  names: readonly string[],
  hurts: Fault['hurts'],
  target: Target,
  environment: Environment,
  signal: AbortSignal,
): Promise<ResolvedTargets> {
  const members = (name: string): Promise<readonly string[]> =>
    replicasOf(name, target, environment, signal)
  if (hurts === 'nothing' || hurts === 'action') return { replicas: [], links: [] }
  const [ways, ends] = [names.filter(isLink), names.filter((name) => !isLink(name))]
  const replicas = await Promise.all(ends.map(members))
  const links = await Promise.all(
    ways.map(async (name) => {
      const [from = '', end = ''] = normalArrow(name).split('→')
      const [, to = end, port] = /^(.*):(\d+)$/.exec(end) ?? []
      const [clients, servers] = await Promise.all([members(from), members(to)])
      return [...environment.links.values()]
        .filter((link) => clients.includes(link.from) && servers.includes(link.to))
        .filter((link) => port === undefined || link.port === Number(port))
        .map((link) => link.name)
    }),
  )
  return { replicas: unique(replicas.flat()), links: unique(links.flat()) }
}

function isLink(name: string): boolean {
  return normalArrow(name).includes('→')
}

async function replicasOf(
  name: string,
  target: Target,
  environment: Environment,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (name === clientName) return [clientName]
  const role = target.roles?.[name]
  if (role) return [await role.resolve(environment.context(signal))]
  if (environment.replicas.has(name)) return [name]
  const members = [...environment.replicas.values()].filter(({ service }) => service === name)
  if (members.length === 0)
    throw new UserError(`nothing is called "${name}" in the running ${target.name}`, {
      hint: `replicas: ${[...environment.replicas.keys()].join(', ')}; roles: ${Object.keys(target.roles ?? {}).join(', ') || 'none'}`,
    })
  return members.map((replica) => replica.name)
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}
