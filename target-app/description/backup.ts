/** Backups of carts and orders on a volume, and the way back from them. */
import type { TargetContext } from 'aftershock'
import { Restored } from '../contracts/backup.ts'
import type { Part } from './part.ts'
import { findPrimary } from './cart/redis-roles.ts'
import { run } from './cart/data.ts'
import { admin } from './postgres/operate.ts'
import { primaryStanding } from './postgres/roles.ts'

/** The operator looks at the clock when something went wrong. Milliseconds since 1970. */
let wentWrongAt = Infinity

const deletion = `
  WITH gone AS (DELETE FROM orders RETURNING 1), journal AS (DELETE FROM cart_journal),
    checkpoints AS (DELETE FROM cart_checkpoints)
  SELECT count(*) FROM gone`

const damage = `
  set -eu
  newest=$(ls /backups | grep 'jsonl$' | tail -n 1)
  [ -n "$newest" ] || { echo 'there is no backup that could be damaged' && exit 0; }
  printf '#' | dd of="/backups/$newest" bs=1 seek=40 conv=notrunc status=none
  echo "one byte of $newest was changed"`

/** Somebody's slip reaches every copy at once: standby, journal, Redis' replicas. */
async function wipe(context: TargetContext): Promise<string> {
  const [postgres, redis] = await Promise.all([primaryStanding(context), findPrimary(context)])
  wentWrongAt = Date.now()
  const [orders] = await Promise.all([
    run(context, postgres.name, ['psql', '-v', 'ON_ERROR_STOP=1', '-qAtc', deletion]),
    run(context, redis, ['redis-cli', '-e', 'flushall']),
  ])
  return `${orders.trim()} orders, the carts and their journal were deleted everywhere`
}

export const backup: Part = {
  services: {
    backup: {
      summary: 'Full and incremental backups of carts and orders, on a volume of its own.',
      image: 'shop',
      command: () => ['backup'],
      ports: [8080],
      volumes: ['/backups'],
      ready: { log: /"event":"ready"/ },
      environment: ({ name, replicasOf }) => ({
        REPLICA: name,
        POSTGRES: replicasOf('postgres').join(' '),
        CARTS: replicasOf('cart').join(' '),
      }),
      after: ['postgres'],
    },
  },
  links: [
    { from: 'backup', to: 'postgres', port: 5432 },
    { from: 'backup', to: 'cart', port: 8080 },
  ],
  mechanisms: {
    backup: {
      shownBy: [{ scenario: 'backup-restored', check: 'recovers' }],
      summary: 'Carts and orders are written to a volume every two seconds.',
      off: { environment: { backup: { BACKUP: 'off' } } },
    },
    'backup-verification': {
      shownBy: [{ scenario: 'backup-restored', check: 'rpo' }],
      summary:
        'Backups are read again before more is built on them; behind damage all begins anew.',
      off: { environment: { backup: { VERIFY: 'off' } } },
    },
  },
  logEvents: {
    'backup-restored': {
      summary: 'Data were brought back from a backup.',
      service: 'backup',
      pattern: /"event":"restored"/,
      describe: () => 'data were brought back from a backup',
    },
    'backup-damaged': {
      summary: 'A backup that more is built on was found damaged; a full one follows.',
      service: 'backup',
      pattern: /"event":"backup-damaged","id":(\d+)/,
      describe: ([, id]) => `backup ${id} is damaged`,
      detects: true,
    },
    'backup-failed': {
      summary: 'A backup could not be taken.',
      service: 'backup',
      pattern: /"event":"backup-failed","because":"([^"]*)"/,
      describe: ([, because]) => `no backup: ${because}`,
      detects: true,
    },
  },
  actions: {
    'damage-backup': {
      summary: 'One byte of the newest backup changes on its volume.',
      needs: ['backup'],
      async run(context) {
        const [replica = 'backup'] = context.replicasOf('backup')
        return (await run(context, replica, ['sh', '-c', damage])).trim()
      },
    },
    'wipe-data': {
      summary: 'Somebody deletes all orders, carts and the journal, by mistake and everywhere.',
      needs: ['postgres', 'redis', 'sentinel', 'cart'],
      run: wipe,
    },
    'restore-backup': {
      summary:
        'An operator brings carts and orders back to the last recovery point before the mistake.',
      needs: ['backup', 'cart', 'postgres'],
      run: async (context) => {
        const before = Number.isFinite(wentWrongAt)
          ? ['--before', new Date(wentWrongAt).toISOString()]
          : []
        return (await admin(context, 'backup', ['backup', 'restore', ...before])).said
      },
    },
  },
  ledgers: {
    backup: {
      summary: 'The last restore: up to when everything is back.',
      needs: ['backup'],
      async read(context) {
        const [replica = 'backup'] = context.replicasOf('backup')
        const { exitCode, stdout } = await context.exec(replica, ['cat', '/backups/restored.json'])
        const { recoveryPoint } =
          exitCode === 0 ? Restored.parse(JSON.parse(stdout)) : { recoveryPoint: 0 }
        return { tokens: {}, totals: { recoveryPoint } }
      },
    },
  },
  async reset(context) {
    wentWrongAt = Infinity
    const [replica = 'backup'] = context.replicasOf('backup')
    await context.exec(replica, ['rm', '-f', '/backups/restored.json'])
  },
  resetNeeds: ['backup'],
}
