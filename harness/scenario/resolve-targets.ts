import { UserError } from '../errors.ts'
import type { Fault } from '../faults/fault.ts'
import type { Environment } from '../runtime/environment.ts'
import { clientName } from '../runtime/topology.ts'
import type { Target } from '../target/target.ts'
import { fitsName, readLinkName } from './link-name.ts'
import { linksOn } from './target-name.ts'

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
  if (hurts === 'entry') {
    const entries = [...environment.links.values()].filter(({ from }) => from === clientName)
    return { replicas: [], links: entries.map(({ name }) => name) }
  }
  const found = await Promise.all(
    names.map(async (name): Promise<ResolvedTargets> => {
      const link = readLinkName(name)
      const carried = linksOn(name, target, [...environment.links.values()])
      if (link === undefined && carried.length === 0)
        return { replicas: await members(name), links: [] }
      if (link === undefined) return { replicas: [], links: carried.map((each) => each.name) }
      const [clients, servers] = await Promise.all([members(link.from), members(link.to)])
      const links = [...environment.links.values()].filter(
        (each) => clients.includes(each.from) && servers.includes(each.to) && fitsName(each, link),
      )
      return { replicas: [], links: links.map((each) => each.name) }
    }),
  )
  return {
    replicas: unique(found.flatMap(({ replicas }) => replicas)),
    links: unique(found.flatMap(({ links }) => links)),
  }
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
