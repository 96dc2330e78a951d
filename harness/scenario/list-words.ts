import { columns } from './explain.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Every word that scenarios may use with this target, by where it belongs, and what it means. */
export function listWords({ faults, checks, target }: Vocabulary): string {
  const asked = Object.entries(checks).filter(([, { when }]) => when === 'asked')
  const families: Readonly<Record<string, Readonly<Record<string, Described>> | undefined>> = {
    FAULTS: faults,
    CHECKS: Object.fromEntries(asked),
    SERVICES: target.services,
    ROLES: target.roles,
    NETWORKS: target.networks,
    OPERATIONS: target.operations,
    JOURNEYS: target.journeys,
    LEDGERS: target.ledgers,
    ACTIONS: target.actions,
    EVENTS: target.logEvents,
    MECHANISMS: target.mechanisms,
    WEAKNESSES: target.weaknesses,
  }
  return Object.entries(families)
    .map(([title, members = {}]) => {
      const rows = Object.entries(members).map(([name, { summary }]) => [name, summary])
      return rows.length === 0 ? '' : `${title}\n${columns(rows, '  ')}`
    })
    .filter((text) => text !== '')
    .join('\n\n')
}

interface Described {
  readonly summary: string
}
