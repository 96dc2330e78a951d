import type { Environment, Link } from '../runtime/environment.ts'

/** A failed injection is undone within this time. */
export const undoLimitMs = 20_000

/** The links on which any of these replicas is the server. */
export function linksTo(environment: Environment, replicas: readonly string[]): readonly Link[] {
  return [...environment.links.values()].filter((link) => replicas.includes(link.to))
}

/** The replicas of an environment by name, in the order asked for. @throws Error on unknown names. */
export function replicasNamed(environment: Environment, names: readonly string[]) {
  return names.map((name) => {
    const replica = environment.replicas.get(name)
    if (!replica) throw new Error(`no replica "${name}"`)
    return replica
  })
}

/** The links of an environment by name, in the order asked for. @throws Error on unknown names. */
export function linksNamed(environment: Environment, names: readonly string[]): readonly Link[] {
  return names.map((name) => {
    const link = environment.links.get(name)
    if (!link) throw new Error(`no link "${name}"`)
    return link
  })
}
