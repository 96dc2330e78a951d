/** The shop is described in parts, one file per area; here they become one target. */
import type { Target } from 'aftershock'

/** What one area adds to the shop. Every name is the area's own. */
export interface Part {
  readonly images?: Target['images']
  readonly services?: Target['services']
  readonly links?: Target['links']
  readonly roles?: NonNullable<Target['roles']>
  readonly operations?: Target['operations']
  readonly journeys?: NonNullable<Target['journeys']>
  readonly mechanisms?: NonNullable<Target['mechanisms']>
  readonly logEvents?: NonNullable<Target['logEvents']>
  readonly conditions?: Target['conditions']
  readonly ledgers?: NonNullable<Target['ledgers']>
  readonly actions?: NonNullable<Target['actions']>
  readonly networks?: NonNullable<Target['networks']>
  /** Puts the area's data back to the seeded state; not called when `resetNeeds` are not all running. */
  readonly reset?: Target['reset']
  readonly resetNeeds?: readonly string[]
}

type Named = Exclude<keyof Part, 'links' | 'reset' | 'resetNeeds'>

/** All parts together. @throws Error when two parts use one name for two things. */
export function assemble(parts: readonly Part[]): Required<Omit<Part, 'resetNeeds'>> {
  return {
    images: merged(parts, 'images'),
    services: merged(parts, 'services'),
    links: parts.flatMap(({ links = [] }) => links),
    roles: merged(parts, 'roles'),
    operations: merged(parts, 'operations'),
    journeys: merged(parts, 'journeys'),
    mechanisms: merged(parts, 'mechanisms'),
    logEvents: merged(parts, 'logEvents'),
    conditions: merged(parts, 'conditions'),
    ledgers: merged(parts, 'ledgers'),
    actions: merged(parts, 'actions'),
    networks: merged(parts, 'networks'),
    async reset(context) {
      const running = (service: string): boolean => context.replicasOf(service).length > 0
      const due = parts.filter(({ resetNeeds = [] }) => resetNeeds.every(running))
      await Promise.all(due.map(async (part) => part.reset?.(context)))
    },
  }
}

function merged<Key extends Named>(parts: readonly Part[], key: Key): Required<Part>[Key] {
  const all: Record<string, unknown> = {}
  for (const part of parts) {
    for (const [name, value] of Object.entries(part[key] ?? {})) {
      if (name in all) throw new Error(`two parts of the shop have ${key} called "${name}"`)
      all[name] = value
    }
  }
  // Every entry came from a part's own map of this kind.
  return all as Required<Part>[Key]
}
