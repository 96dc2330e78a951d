/** What must be true before anything is hurt, and again after everything is healed. */
import type { Target, TargetContext } from 'aftershock'
import { CartHealth } from '../../contracts/cart.ts'
import { sentinelViews } from './redis-roles.ts'

/** The first thing that is wrong, or true. */
function verdict(problems: readonly (string | undefined)[]): true | { because: string } {
  const because = problems.find((problem) => problem !== undefined)
  return because === undefined ? true : { because }
}

async function cartProblem(context: TargetContext, cart: string): Promise<string | undefined> {
  const response = await context.fetch('/health', { headers: { 'x-replica': cart } })
  const health = CartHealth.safeParse(await response.json())
  if (!health.success) return `${cart} does not answer`
  const { ready, because, breakers } = health.data
  if (!ready || because !== undefined)
    return `${cart} is not ready: ${because ?? 'no reason given'}`
  const open = Object.entries(breakers).find(([, state]) => state !== 'closed')
  return open && `${cart}: the breaker around ${open[0]} is ${open[1]}`
}

/** Reads `INFO replication` of a primary. */
export function replicationProblem(info: string, replicas: number): string | undefined {
  if (!/^role:master/m.test(info)) return 'the primary does not think it is one'
  const online = [...info.matchAll(/^slave\d+:.*state=online,.*lag=([01])\b/gm)].length
  return online < replicas
    ? `${online} of ${replicas} Redis replicas follow the primary`
    : undefined
}

// One command instead of two, because conditions are asked often. Whether this sentinel is right about
// the primary is the business of `sentinels-agree`.
const askItsPrimary =
  'redis-cli -h "$(redis-cli --raw -p 26379 sentinel get-master-addr-by-name shop | head -n 1)" info replication'

export const conditions = {
  'carts-are-well': {
    summary: 'Every cart replica can write to Redis and all its breakers are closed.',
    needs: ['cart'],
    async holds(context) {
      const carts = context.replicasOf('cart')
      return verdict(await Promise.all(carts.map((cart) => cartProblem(context, cart))))
    },
  },
  'redis-replicates': {
    summary: 'Every Redis but the primary follows it closely.',
    needs: ['redis', 'sentinel'],
    async holds(context) {
      const [sentinel = 'sentinel-1'] = context.replicasOf('sentinel')
      const { stdout } = await context.exec(sentinel, ['timeout', '2', 'sh', '-c', askItsPrimary])
      return verdict([replicationProblem(stdout, context.replicasOf('redis').length - 1)])
    },
  },
  'sentinels-agree': {
    summary: 'All sentinels name the same healthy primary and know each other and the replicas.',
    needs: ['sentinel'],
    async holds(context) {
      const views = await sentinelViews(context)
      const sentinels = context.replicasOf('sentinel')
      if (views.size < sentinels.length) {
        return { because: `${views.size} of ${sentinels.length} sentinels answer` }
      }
      const primaries = new Set([...views.values()].map((view) => view.get('primary')))
      if (primaries.size > 1)
        return { because: `the sentinels name ${[...primaries].join(' and ')}` }
      const expected = {
        flags: 'master',
        'num-other-sentinels': String(sentinels.length - 1),
        'num-slaves': String(context.replicasOf('redis').length - 1),
      }
      return verdict(
        [...views].flatMap(([sentinel, view]) =>
          Object.entries(expected).map(([name, value]) =>
            view.get(name) === value ? undefined : `${sentinel} says ${name} ${view.get(name)}`,
          ),
        ),
      )
    },
  },
} as const satisfies Target['conditions']
