/** Failover of PostgreSQL by hand: fence the primary, promote the standby that has the most. */
import type { PostgresOperator, PostgresStanding } from './postgres-operator.ts'

export interface PromoteParts {
  readonly operator: PostgresOperator
  readonly names: readonly string[]
  wait(ms: number): Promise<void>
  /** One line for the operator. */
  say(line: string): void
}

const catchUpMs = 5000
const pollMs = 100

/** @returns the new primary's name. @throws Error when there is no standby to promote, or it stayed behind. */
export async function promoteStandby(parts: PromoteParts): Promise<string> {
  const standings = await everybody(parts)
  const primary = newest(standings.filter(({ role }) => role === 'primary'))
  const standby = furthest(standings.filter(({ role }) => role === 'standby'))
  if (standby === undefined) throw new Error(`nobody can be promoted: ${told(parts, standings)}`)
  if (primary === undefined) {
    parts.say(`no primary answers; what it took alone, without ${standby.name}, stays behind`)
  } else {
    await handOver(parts, primary.name, standby.name)
  }
  await parts.operator.promote(standby.name)
  parts.say(`${standby.name} is the primary now`)
  return standby.name
}

/** The primary takes nothing any more, and the standby gets the rest of what it took. */
async function handOver(parts: PromoteParts, primary: string, standby: string): Promise<void> {
  const { operator, say, wait } = parts
  await operator.fence(primary)
  say(`${primary} takes no more writes`)
  const { position: wanted } = await operator.standing(primary)
  for (let waited = 0; waited <= catchUpMs; waited += pollMs) {
    const { position } = await operator.standing(standby)
    if (position >= wanted) return say(`${standby} has everything that ${primary} had`)
    await wait(pollMs)
  }
  await operator.unfence(primary)
  throw new Error(`${standby} did not catch up with ${primary}, which takes writes again`)
}

/** Waits until every replica follows the primary. @throws Error with what is missing. */
export async function rejoined(parts: PromoteParts, limitMs: number): Promise<void> {
  let standings: readonly PostgresStanding[] = []
  for (let waited = 0; waited <= limitMs; waited += pollMs) {
    standings = await everybody(parts)
    const primary = newest(standings.filter(({ role }) => role === 'primary'))
    const missing = parts.names.filter(
      (name) => name !== primary?.name && primary?.followers.includes(name) !== true,
    )
    if (primary !== undefined && missing.length === 0) {
      return parts.say(`everybody follows ${primary.name}, on timeline ${primary.timeline}`)
    }
    await parts.wait(pollMs)
  }
  throw new Error(`after ${limitMs / 1000} s not everybody follows: ${told(parts, standings)}`)
}

/** Those who answer. */
export async function everybody({ operator, names }: PromoteParts): Promise<PostgresStanding[]> {
  const answers = await Promise.allSettled(names.map((name) => operator.standing(name)))
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
}

/** What is known of each, for people. */
export function told(
  { names }: Pick<PromoteParts, 'names'>,
  standings: readonly PostgresStanding[],
): string {
  const lines = names.map((name) => {
    const known = standings.find((standing) => standing.name === name)
    if (known === undefined) return `${name} does not answer`
    const { role, timeline, position, followers } = known
    const more =
      role === 'primary'
        ? `, timeline ${timeline}, followed by ${followers.join(', ') || 'nobody'}`
        : ''
    return `${name} is ${role} at ${position}${more}`
  })
  return lines.join('; ')
}

const newest = (standings: readonly PostgresStanding[]): PostgresStanding | undefined =>
  standings.toSorted((a, b) => b.timeline - a.timeline)[0]
const furthest = (standings: readonly PostgresStanding[]): PostgresStanding | undefined =>
  standings.toSorted((a, b) => b.position - a.position)[0]
