/** The routes of the promo service over what they need. */
import type { Hono } from 'hono'
import { Name } from '../contracts/answers.ts'
import { Claim, type Claimed, type ClaimState } from '../contracts/promo.ts'
import { bodyOf, checked, serviceApp, type ServiceParts } from '../service/app.ts'
import type { Queues } from '../service/queue.ts'
import type { Protection } from '../service/resilience.ts'
import { ShopError } from '../service/shop-error.ts'
import type { ErrandStore } from './errand-store.ts'

export interface Parts extends ServiceParts {
  readonly store: Pick<ErrandStore, 'claim' | 'stateOf'>
  readonly postgres: Protection
  readonly queues: Pick<Queues, 'publish'>
  readonly queue: string
  /** False: the claim is sent while the shopper waits, and by nobody later. */
  readonly outbox: boolean
}

export function promoApp(parts: Parts): Hono {
  const { store, postgres, outbox } = parts
  const app = serviceApp(parts)
  app.post('/promo/claim', async (c) => {
    const claim = checked(Claim, await bodyOf(c))
    // A token that is claimed twice is one claim, so this may be tried again.
    const errand = await postgres.repeatable(() => store.claim(claim, !outbox))
    if (errand !== undefined && !outbox) await sendNow(parts, errand.id, errand)
    const claimed: Claimed = { token: claim.token, replayed: errand === undefined }
    return c.json(claimed, 202)
  })
  app.get('/promo/claims/:token', async (c) => {
    const token = checked(Name, c.req.param('token'))
    const state = await postgres.repeatable(() => store.stateOf(token))
    if (state === undefined) {
      throw new ShopError(404, 'unknown-claim', `Nobody claimed anything as "${token}".`)
    }
    const answer: ClaimState = { token, state }
    return c.json(answer)
  })
  return app
}

async function sendNow({ queues, queue }: Parts, id: string, body: unknown): Promise<void> {
  try {
    await queues.publish(queue, { id, body })
  } catch (cause) {
    throw new ShopError(
      503,
      'promo-resting',
      'Promotions are resting for a moment. Please try again.',
      { cause },
    )
  }
}
