/** Who is the PostgreSQL primary now, asked inside the containers. */
import type { Target, TargetContext } from 'aftershock'
import { oncePerLook } from '../once-per-look.ts'

/** What one replica says of itself. */
export interface Standing {
  readonly primary: boolean
  /** Grows with every promotion; 0 for a standby. The first digits of a log file's name are the timeline. */
  readonly timeline: number
  /** How many standbys are close behind it. */
  readonly followers: number
  /** An order is acknowledged only when a standby has it too. */
  readonly inStep: boolean
}

/** All in one line, because conditions are asked often and have little time. */
const question = `SELECT CASE WHEN pg_is_in_recovery() THEN 'standby 0' ELSE
    'primary ' || ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END,
  (SELECT count(*) FROM pg_stat_replication
    WHERE state = 'streaming' AND coalesce(flush_lag, '0') < '1 second'),
  current_setting('synchronous_standby_names') <> ''`
// Only an operator sees how far the standbys are.
const ask = ['timeout', '2', 'psql', '-U', 'operator', '-d', 'shop', '-AtF', ' ', '-c', question]

/** Reads an answer like `primary 1 1 t`. */
export function standingOf(answer: string): Standing {
  const [role, timeline, followers, inStep] = answer.trim().split(' ')
  return {
    primary: role === 'primary',
    timeline: Number(timeline),
    followers: Number(followers),
    inStep: inStep === 't',
  }
}

/** Those that cannot answer are left out. */
const standings = oncePerLook(async (context): Promise<ReadonlyMap<string, Standing>> => {
  const names = context.replicasOf('postgres')
  const answers = await Promise.allSettled(names.map((name) => context.exec(name, ask)))
  const found = new Map<string, Standing>()
  for (const [index, answer] of answers.entries()) {
    const name = names[index]
    if (name === undefined || answer.status === 'rejected' || answer.value.exitCode !== 0) continue
    found.set(name, standingOf(answer.value.stdout))
  }
  return found
})

/** The highest timeline wins: an old primary that came back has a lower one. */
export async function primaryStanding(
  context: TargetContext,
): Promise<Standing & { readonly name: string }> {
  const primaries = [...(await standings(context))].filter(([, { primary }]) => primary)
  const [newest] = primaries.toSorted(([, a], [, b]) => b.timeline - a.timeline)
  if (newest === undefined) throw new Error('no PostgreSQL says that it is the primary')
  return { name: newest[0], ...newest[1] }
}

async function findPostgresPrimary(context: TargetContext): Promise<string> {
  return (await primaryStanding(context)).name
}

async function findStandby(context: TargetContext): Promise<string> {
  for (const [name, { primary }] of await standings(context)) if (!primary) return name
  throw new Error('no PostgreSQL says that it is a standby')
}

export const roles = {
  'postgres:primary': {
    summary: 'The PostgreSQL that takes writes.',
    resolve: findPostgresPrimary,
  },
  'postgres:standby': {
    summary: 'A PostgreSQL that follows the primary.',
    resolve: findStandby,
  },
} as const satisfies NonNullable<Target['roles']>

/** Asks the primary and answers with its one value as text. @throws Error with what PostgreSQL said. */
export async function askPrimary(context: TargetContext, sql: string): Promise<string> {
  const primary = await findPostgresPrimary(context)
  const command = ['psql', '-v', 'ON_ERROR_STOP=1', '-qAtc', sql]
  const { exitCode, stdout, stderr } = await context.exec(primary, command)
  if (exitCode === 0) return stdout.trim()
  throw new Error(`${primary}: psql ended with ${exitCode}: ${stderr.trim() || stdout.trim()}`)
}
