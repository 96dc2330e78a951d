/** Locks in PostgreSQL: a row with the time until which it is held. */
import { z } from 'zod'
import type { Database } from '../service/postgres-primary.ts'
import type { Locks } from './lock.ts'

// The row stays when the lock is released: who finds it draws the token when nobody else can have the lock.
const acquire = `
  INSERT INTO locks AS l (name, owner, token, held_until)
  VALUES ($1, $2, nextval('lock_tokens'), clock_timestamp() + $3 * interval '1 ms')
  ON CONFLICT (name) DO UPDATE
  SET owner = excluded.owner, token = nextval('lock_tokens'),
    held_until = clock_timestamp() + $3 * interval '1 ms'
  WHERE l.held_until <= clock_timestamp()
  RETURNING token::text`

const release = `UPDATE locks SET held_until = '-infinity' WHERE name = $1`

const Token = z.object({ token: z.string().transform(BigInt) })

export function postgresLocks(database: Database, ownerCheck: boolean): Locks {
  return {
    async acquire(name, owner, leaseMs) {
      const { rows } = await database.query(acquire, [name, owner, leaseMs])
      return rows[0] === undefined ? undefined : Token.parse(rows[0]).token
    },
    async release(name, owner) {
      // The weakness `lock-release-without-owner`.
      if (!ownerCheck) await database.query(release, [name])
      else await database.query(`${release} AND owner = $2`, [name, owner])
    },
  }
}
