/** The routes of the tills. */
import type { Hono } from 'hono'
import { LockKeeper, TillName, UseTill } from '../contracts/locks.ts'
import { bodyOf, checked } from '../service/app.ts'
import type { Tills } from './tills.ts'

export function tillRoutes(app: Hono, tills: Tills): void {
  app.post('/tills/:keeper/:till/use', async (c) => {
    const keeper = checked(LockKeeper, c.req.param('keeper'))
    const till = checked(TillName, c.req.param('till'))
    return c.json(await tills.use(keeper, till, checked(UseTill, await bodyOf(c))), 201)
  })
}
