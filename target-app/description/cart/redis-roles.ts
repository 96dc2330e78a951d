/** Who is the Redis primary now, asked where the sentinels are. */
import type { Target, TargetContext } from 'aftershock'
import { oncePerLook } from '../once-per-look.ts'

/** What one sentinel answers, as names and values. */
export type Fields = ReadonlyMap<string, string>

/** Splits redis-cli's raw output, a name and a value on alternating lines, at every `first` name. */
export function fieldsOf(output: string, first = 'name'): Fields[] {
  const lines = output.split('\n')
  const all: Map<string, string>[] = []
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const name = lines[i] ?? ''
    if (name === first) all.push(new Map())
    all.at(-1)?.set(name, lines[i + 1] ?? '')
  }
  return all
}

/** Each sentinel's view of the primary; those that cannot answer are left out. */
export const sentinelViews = oncePerLook(async (context): Promise<ReadonlyMap<string, Fields>> => {
  const sentinels = context.replicasOf('sentinel')
  const answers = await Promise.allSettled(
    sentinels.map((sentinel) => context.exec(sentinel, askForPrimary)),
  )
  const views = new Map<string, Fields>()
  for (const [index, answer] of answers.entries()) {
    const sentinel = sentinels[index]
    if (answer.status === 'rejected' || answer.value.exitCode !== 0) continue
    const [fields] = fieldsOf(answer.value.stdout)
    if (sentinel !== undefined && fields !== undefined) views.set(sentinel, fields)
  }
  return views
})

/** The view with the newest epoch wins: a sentinel that was cut off still names the old primary. */
export function primaryOf(views: Iterable<Fields>): string | undefined {
  const epoch = (view: Fields): number => Number(view.get('config-epoch'))
  return [...views].toSorted((a, b) => epoch(b) - epoch(a))[0]?.get('primary')
}

export async function findPrimary(context: TargetContext): Promise<string> {
  const primary = primaryOf((await sentinelViews(context)).values())
  if (primary === undefined) throw new Error('no sentinel says who the Redis primary is')
  return primary
}

async function findReplica(context: TargetContext): Promise<string> {
  const primary = await findPrimary(context)
  for (const sentinel of context.replicasOf('sentinel')) {
    const { exitCode, stdout } = await context.exec(sentinel, askForReplicas)
    const names = exitCode === 0 ? fieldsOf(stdout).filter(isHealthy) : []
    const found = names.map((fields) => fields.get('ip')).find((name) => name !== primary)
    if (found !== undefined) return found
  }
  throw new Error('no sentinel knows a healthy Redis replica')
}

/** The flags are exactly `slave` when nothing is wrong with it. */
const isHealthy = (fields: Fields): boolean => fields.get('flags') === 'slave'

const askSentinel = 'timeout 1 redis-cli --raw -p 26379 sentinel'
const askForReplicas = ['sh', '-c', `${askSentinel} replicas shop`]
// `ip` is not taken from the first answer: the sentinel that leads a failover has the new epoch there
// for a second or two beside the old address.
const askForPrimary = [
  'sh',
  '-c',
  `${askSentinel} master shop && echo primary && ${askSentinel} get-master-addr-by-name shop | head -n 1`,
]

export const roles = {
  'redis:primary': { summary: 'The Redis that takes writes.', resolve: findPrimary },
  'redis:replica': { summary: 'A Redis that follows the primary.', resolve: findReplica },
} as const satisfies NonNullable<Target['roles']>
