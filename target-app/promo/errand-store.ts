/** Claims and errands in PostgreSQL; the functions are in ../postgres/schema/30-promo.sql. */
import { DatabaseError } from 'pg'
import { z } from 'zod'
import { Errand, type Claim, type ClaimState } from '../contracts/promo.ts'
import { ShopError } from '../service/shop-error.ts'
import type { Letter } from './letters.ts'
import type { Refusal } from './mail-provider.ts'

/** What errands need from PostgreSQL. */
export interface Database {
  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}

export interface ErrandStore {
  /**
   * Writes a claim and its errand, both or neither; undefined for a token that is there already.
   * @throws ShopError 404 for an unknown promotion, 409 when the token is that of another claim.
   */
  claim(claim: Claim, sent: boolean): Promise<Errand | undefined>
  stateOf(token: string): Promise<ClaimState['state'] | undefined>
  /** Unsent errands, the oldest first; nobody else gets them for five seconds. */
  takeUnsent(most: number): Promise<readonly Errand[]>
  markSent(ids: readonly string[]): Promise<void>
  /** Somebody may try to send them again at once. */
  giveBack(ids: readonly string[]): Promise<void>
  isDone(id: string): Promise<boolean>
  /** Does it. With `once` false it is done again although it was done before. */
  deliver(errand: Errand, attempts: number, letter: Letter, once: boolean): Promise<void>
  bury(errand: Errand, attempts: number, because: string): Promise<void>
  /** How many errands the broker was not given yet, and how many were given up. */
  backlog(): Promise<{ readonly unsent: number; readonly deadLetters: number }>
  /** Stands for a question to the mail provider: why it does not take a letter to this address. */
  refusal(shopper: string): Promise<Refusal | undefined>
}

const StateRow = z.object({ state: z.enum(['on-its-way', 'delivered', 'given-up']) })
const RefusalRow = z.object({ down: z.boolean(), bounces: z.boolean() })

// PostgreSQL's bigint comes as text.
const BacklogRow = z.object({ unsent: z.coerce.number(), deadLetters: z.coerce.number() })

const unknownPromotion = '23503'
/** Said by the function `claim_promotion`. */
const tokenOfAnother = 'SH004'

export function errandStore(database: Database): ErrandStore {
  const errandsOf = async (text: string, values: readonly unknown[]): Promise<Errand[]> =>
    z.array(Errand).parse((await database.query(text, values)).rows)
  return {
    async claim({ token, shopper, promotion }, sent) {
      const values = [token, shopper, promotion, sent]
      const made = await errandsOf('SELECT * FROM claim_promotion($1, $2, $3, $4)', values).catch(
        (error: unknown) => {
          const code = error instanceof DatabaseError ? error.code : undefined
          if (code === unknownPromotion)
            throw new ShopError(404, 'unknown-promotion', `There is no promotion "${promotion}".`)
          if (code === tokenOfAnother)
            throw new ShopError(409, 'key-used-otherwise', 'This token is that of another claim.')
          throw error
        },
      )
      return made[0]
    },
    async stateOf(token) {
      const { rows } = await database.query(stateOfClaim, [token])
      return rows[0] === undefined ? undefined : StateRow.parse(rows[0]).state
    },
    takeUnsent: (most) => errandsOf('SELECT * FROM take_unsent($1)', [most]),
    async markSent(ids) {
      await database.query('UPDATE outbox SET sent_at = now() WHERE id = ANY($1)', [ids])
    },
    async giveBack(ids) {
      await database.query(`UPDATE outbox SET taken_until = '-infinity' WHERE id = ANY($1)`, [ids])
    },
    async isDone(id) {
      const { rows } = await database.query('SELECT FROM deliveries WHERE outbox_id = $1', [id])
      return rows.length > 0
    },
    async deliver({ id }, attempts, { subject, body }, once) {
      await database.query('SELECT deliver($1, $2, $3, $4, $5)', [
        id,
        attempts,
        subject,
        body,
        once,
      ])
    },
    async bury({ id }, attempts, because) {
      await database.query(
        'INSERT INTO dead_letters (outbox_id, attempts, because) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [id, attempts, because],
      )
    },
    async backlog() {
      const { rows } = await database.query(
        'SELECT (SELECT count(*) FROM outbox WHERE sent_at IS NULL) AS unsent, (SELECT count(*) FROM dead_letters) AS "deadLetters"',
      )
      return BacklogRow.parse(rows[0])
    },
    async refusal(shopper) {
      const { rows } = await database.query(
        'SELECT down, $1 ~ bounces AS bounces FROM mail_provider',
        [shopper],
      )
      const { down, bounces } = RefusalRow.parse(rows[0])
      if (down) return { because: 'the mail provider does not answer', everybody: true }
      return bounces ? { because: `there is no mailbox ${shopper}`, everybody: false } : undefined
    },
  }
}

const stateOfClaim = `
  SELECT CASE
      WHEN d.outbox_id IS NOT NULL THEN 'delivered'
      WHEN l.outbox_id IS NOT NULL THEN 'given-up'
      ELSE 'on-its-way' END AS state
  FROM outbox o
  LEFT JOIN deliveries d ON d.outbox_id = o.id
  LEFT JOIN dead_letters l ON l.outbox_id = o.id
  WHERE o.kind = 'promotion' AND o.token = $1`
