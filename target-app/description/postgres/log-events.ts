/** Lines of PostgreSQL's keeper, and of the carts that look for their primary. */
import type { Target } from 'aftershock'

export const logEvents = {
  'postgres-alone': {
    summary: 'The PostgreSQL primary lost its standby and goes on alone.',
    service: 'postgres',
    pattern: /"event":"alone"/,
    describe: () => 'PostgreSQL goes on without its standby',
    detects: true,
  },
  'postgres-in-step': {
    summary: 'Orders wait again until the standby has them.',
    service: 'postgres',
    pattern: /"event":"in-step","standby":"([^"]+)"/,
    describe: ([, standby]) => `${standby} is in step with the PostgreSQL primary`,
  },
  'postgres-stepping-down': {
    summary: 'An old PostgreSQL primary that still runs found that it was replaced, and stops.',
    service: 'postgres',
    pattern: /"event":"stepping-down","primary":"([^"]+)"/,
    describe: ([, primary]) => `an old PostgreSQL primary makes room for ${primary}`,
  },
  'postgres-rejoining': {
    summary: 'An old PostgreSQL primary that starts finds a newer one, and follows it.',
    service: 'postgres',
    pattern: /"event":"rejoining","primary":"([^"]+)"/,
    describe: ([, primary]) => `an old PostgreSQL primary now follows ${primary}`,
  },
  'postgres-primary': {
    summary: 'A cart replica talks to another PostgreSQL primary now.',
    service: 'cart',
    pattern: /"event":"postgres-primary",(?:"from":"([^"]+)",)?"to":"([^"]+)"/,
    describe: ([, , to]) => `cart: PostgreSQL primary is ${to}`,
    detects: true,
  },
} as const satisfies NonNullable<Target['logEvents']>
