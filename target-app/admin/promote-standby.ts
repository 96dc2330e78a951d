/** Failover of PostgreSQL by hand: fence the primary, promote the standby that has the most. */
import { wordsOf } from '../service/error-words.ts'
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
    await parts.operator.promote(standby.name)
  } else {
    await handOver(parts, primary.name, standby.name)
  }
  parts.say(`${standby.name} is the primary now`)
  return standby.name
}

/** Whatever goes wrong, the shop keeps a primary that takes writes. @throws Error with what went wrong. */
async function handOver(parts: PromoteParts, primary: string, standby: string): Promise<void> {
  const { operator } = parts
  try {
    await operator.fence(primary)
    parts.say(`${primary} takes no more writes`)
    await catchUp(parts, primary, standby)
    await operator.promote(standby)
  } catch (error) {
    const because = wordsOf(error)
    const { role } = await operator.standing(standby).catch(() => ({ role: 'unknown' }))
    // Promoted all the same, such as when only the answer was lost: two must not take writes.
    if (role === 'primary') throw error
    await operator.unfence(primary).catch((trouble: unknown) => {
      const more = `${primary} may still take no writes: ${String(trouble)}`
      throw new Error(`${because}; ${more}`, { cause: error })
    })
    throw new Error(`${because}; ${primary} takes writes again`, { cause: error })
  }
}

/** The standby gets the rest of what the primary took. @throws Error when it stays behind. */
async function catchUp(parts: PromoteParts, primary: string, standby: string): Promise<void> {
  const { operator, say, wait } = parts
  const { position: wanted } = await operator.standing(primary)
  for (let waited = 0; waited <= catchUpMs; waited += pollMs) {
    const { position } = await operator.standing(standby)
    if (position >= wanted) return say(`${standby} has everything that ${primary} had`)
    await wait(pollMs)
  }
  throw new Error(`${standby} did not catch up with ${primary}`)
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
