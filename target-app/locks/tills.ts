/** Tills: things that only one may use at a time, under a lock kept wherever the user wants it. */
import { z } from 'zod'
import type { LockKeeper, TillUsed, UseTill } from '../contracts/locks.ts'
import type { Protection } from '../service/resilience.ts'
import { ShopError } from '../service/shop-error.ts'
import type { Fence, UnderLock } from './lock.ts'
import type { Database } from '../service/postgres-primary.ts'

export interface Tills {
  use(keeper: LockKeeper, till: string, use: UseTill): Promise<TillUsed>
}

export interface TillParts {
  readonly replica: string
  readonly database: Database
  readonly protection: Protection
  /** How a till is locked, by the keepers that are there. */
  readonly underLock: Partial<Readonly<Record<LockKeeper, UnderLock>>>
  /** False plants the weakness `no-fencing`: whoever comes late is not refused. */
  readonly fencing: boolean
  sleep(ms: number): Promise<void>
}

const May = z.object({ may: z.boolean() })

export function tills(parts: TillParts): Tills {
  const { database, protection, replica, fencing, sleep } = parts
  const may = (call: string, values: readonly unknown[]): Promise<boolean> =>
    protection.once(async () => {
      const { rows } = await database.query(`SELECT ${call} AS may`, values)
      return May.parse(rows[0]).may
    })
  const enter = (keeper: LockKeeper, { name, token, owner, until }: Fence, wish: string) => {
    const hold = [owner, keeper, name, token.toString(), wish, replica, until]
    return may('enter_till($1, $2, $3, $4, $5, $6, $7, $8)', [...hold, fencing])
  }

  return {
    async use(keeper, till, { token: wish, forMs }) {
      const lock = parts.underLock[keeper]
      if (lock === undefined) throw new ShopError(404, 'no-such-keeper', `No ${keeper} is here.`)
      return lock(`${keeper}.${till}`, async (fence) => {
        if (!(await enter(keeper, fence, wish))) throw lost()
        // The holder cannot know that it was frozen here for longer than its lease. The fence does.
        await sleep(forMs)
        if (!(await may('write_till($1, $2)', [fence.owner, fencing]))) throw lost()
        return { till, fencingToken: fence.token.toString() }
      })
    },
  }
}

function lost(): ShopError {
  return new ShopError(
    409,
    'lock-lost',
    'This till went to somebody else meanwhile; nothing was written.',
  )
}
