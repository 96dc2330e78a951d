/** Locks: ZooKeeper beside Redis and PostgreSQL, and the tills that only one may use at a time. */
import type { Ledger, LedgerReading, Operation, TargetContext } from 'aftershock'
import { z } from 'zod'
import { findPrimary } from './cart/redis-roles.ts'
import type { Part } from './part.ts'
import { askPrimary } from './postgres/roles.ts'

const lockIn = (keeper: string, service: string): Operation => ({
  summary: `Use a till for a second under a lock in ${keeper}; two people want each till at the same time.`,
  latencyLimitMs: 2500,
  timeoutMs: 4000,
  writes: { ledger: `${service}-locks`, effect: 'add' },
  needs: ['cart', 'postgres', service],
})

// `stale`: written by an older holder after a newer one had been let in. `double`: let in while another was
// inside who could still believe to be alone. `amid`: both of them wrote.
const usesOf = (keeper: string): string => `
  WITH uses AS (SELECT * FROM till_uses WHERE keeper = '${keeper}'),
  double AS (
    SELECT b.owner, a.written > b.entered AND b.written IS NOT NULL AS amid FROM uses a JOIN uses b
    ON a.till = b.till AND a.entered < b.entered
    AND b.entered_at < least(a.held_until, coalesce(a.left_at, 'infinity'))),
  stale AS (
    SELECT DISTINCT a.owner FROM uses a JOIN uses b
    ON a.till = b.till AND a.token < b.token AND b.entered < a.written)
  SELECT json_build_object(
    'tokens', coalesce((
      SELECT json_object_agg(wish, n) FROM (
        SELECT wish, count(*) AS n FROM uses WHERE written IS NOT NULL GROUP BY 1) AS by_wish), '{}'),
    'totals', json_build_object(
      'acquired', (SELECT count(*) FROM uses),
      'staleRefused', (SELECT count(*) FROM uses WHERE refused),
      'staleAccepted', (SELECT count(*) FROM stale),
      'doubleHolders', (SELECT count(DISTINCT owner) FROM double),
      'amid', (SELECT count(DISTINCT owner) FROM double WHERE amid)))`

const Uses = z.object({
  tokens: z.record(z.string(), z.number()),
  totals: z.object({
    acquired: z.number(),
    staleRefused: z.number(),
    staleAccepted: z.number(),
    doubleHolders: z.number(),
    amid: z.number(),
  }),
})

/** Which of the two counts is called an overlap is what tells one kind of ledger from the other. */
function readUses(keeper: string, overlaps: 'doubleHolders' | 'amid') {
  return async (context: TargetContext): Promise<LedgerReading> => {
    const { tokens, totals } = Uses.parse(JSON.parse(await askPrimary(context, usesOf(keeper))))
    return { tokens, totals: { ...totals, overlaps: totals[overlaps] } }
  }
}

const locksIn = (keeper: string, service: string): Ledger => ({
  summary: `Every use of a till under a lock in ${keeper}; an overlap is two who held one lock at once.`,
  needs: ['postgres', service],
  read: readUses(service, 'doubleHolders'),
})

/** Only those who were let in a moment ago: the others are gone before anything can be done to their replica. */
const holder = `
  SELECT replica FROM (
    SELECT replica, keeper, count(*) AS holds FROM till_uses
    WHERE left_at IS NULL AND entered_at > clock_timestamp() - interval '600 ms'
    GROUP BY 1, 2) AS held
  GROUP BY replica ORDER BY count(*) DESC, min(holds) DESC, sum(holds) DESC LIMIT 1`

async function findHolder(context: TargetContext): Promise<string> {
  const replica = await askPrimary(context, holder)
  if (replica === '') throw new Error('no cart replica holds the lock of a till now')
  return replica
}

const forgetLocks = `
  local locks = redis.call('KEYS', 'lock:*')
  for _, key in ipairs(locks) do redis.call('DEL', key) end
  redis.call('DEL', 'lock-tokens')
  return #locks`

const askZookeeper = 'exec 3<>/dev/tcp/127.0.0.1/2181 && printf ruok >&3 && timeout 2 head -c 4 <&3'

export const locks: Part = {
  images: { zookeeper: { context: 'zookeeper', base: 'base' } },
  services: {
    zookeeper: {
      summary: 'Keeps locks for whoever prefers it to Redis and PostgreSQL.',
      image: 'zookeeper',
      ports: [2181],
      ready: { log: /PrepRequestProcessor .* started/ },
      memory: '256m',
    },
  },
  links: [{ from: 'cart', to: 'zookeeper', port: 2181 }],
  roles: {
    'cart:holder': {
      summary: 'The cart replica that holds the most locks of tills now.',
      resolve: findHolder,
    },
  },
  operations: {
    'lock.redis': lockIn('Redis', 'redis'),
    'lock.postgres': lockIn('PostgreSQL', 'postgres'),
    'lock.zookeeper': lockIn('ZooKeeper', 'zookeeper'),
  },
  mechanisms: {
    locks: {
      shownBy: [{ scenario: 'lock-holder-paused', check: 'one-holder' }],
      summary: 'Only one at a time uses a till, or checks out for one shopper.',
      off: { environment: { cart: { LOCKS: 'off' } } },
    },
    fencing: {
      shownBy: [
        { scenario: 'lock-holder-paused', check: 'one-holder' },
        { scenario: 'lock-forgotten', check: 'one-holder' },
      ],
      summary: 'Orders and tills refuse a holder of a lock who has lost it and does not know.',
      off: { environment: { cart: { FENCING: 'off' } } },
    },
  },
  logEvents: {
    'zookeeper-session': {
      summary:
        'A cart replica got, lost or left its session with ZooKeeper, and all locks with it.',
      service: 'cart',
      pattern: /"event":"zookeeper","state":"(\w+)"/,
      describe: ([, state]) => `cart: session with ZooKeeper ${state}`,
    },
  },
  conditions: {
    'zookeeper-answers': {
      summary: 'ZooKeeper says that it is well.',
      needs: ['zookeeper'],
      async holds(context) {
        const { stdout } = await context.exec('zookeeper', ['bash', '-c', askZookeeper])
        return stdout === 'imok' ? true : { because: 'ZooKeeper does not answer' }
      },
    },
  },
  ledgers: {
    'redis-locks': locksIn('Redis', 'redis'),
    'postgres-locks': locksIn('PostgreSQL', 'postgres'),
    'zookeeper-locks': locksIn('ZooKeeper', 'zookeeper'),
    'redis-lock-writes': {
      summary:
        'The same uses of Redis’ locks; an overlap is only where two who held one lock at once both wrote.',
      needs: ['postgres', 'redis'],
      read: readUses('redis', 'amid'),
    },
  },
  actions: {
    'forget-redis-locks': {
      summary: 'Redis loses its locks, as when a replica is promoted that had not heard of them.',
      needs: ['redis'],
      async run(context) {
        const primary = await findPrimary(context)
        const { stdout } = await context.exec(primary, [
          'redis-cli',
          '-e',
          'eval',
          forgetLocks,
          '0',
        ])
        return `${primary} forgot ${stdout.trim()} locks and the last token`
      },
    },
  },
}
