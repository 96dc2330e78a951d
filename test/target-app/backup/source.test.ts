import { expect, test } from 'vitest'
import { readMoment } from '../../../target-app/backup/source.ts'
import type { Database } from '../../../target-app/service/postgres-primary.ts'

const order = { number: 7, key: 'k-7' }
const item = { token: 't', product: 'amber-mug', quantity: 1 }
const edit = { cart: 'me', version: 2, seq: 9, edit: { add: [item] } }
const cart = { cart: 'me', version: null, body: null, checksum: null, edits: [edit] }
const answers: Record<string, readonly unknown[]> = {
  backup_moment: [{ generation: 'g2', horizon: '500' }],
  orders_since: [{ row: order }],
  edits_since: [{ row: edit }],
  journal_of: [cart],
}

/** What a backup after `previous` holds, and what PostgreSQL was asked for it. */
async function readAfter(previous?: { generation: string; horizon: string }) {
  const asked: string[] = []
  const database: Database = {
    async query(text: string, values: readonly unknown[] = []) {
      asked.push([text, ...values].join(' '))
      const name = Object.keys(answers).find((each) => text.includes(each))
      return { rows: [...(answers[name ?? ''] ?? [])] }
    },
  }
  const moment = await readMoment({ transaction: (run) => run(database) }, previous)
  return { moment, asked: asked.filter((text) => text.includes('since')), first: asked[0] }
}

test('the first backup holds all orders, and carts as they are', async () => {
  const { moment, asked, first } = await readAfter()
  expect(moment).toEqual({
    ...{ kind: 'full', generation: 'g2', horizon: '500' },
    rows: [{ order }, { cart: { cart: 'me', version: 2, items: [item] } }],
  })
  expect(asked).toEqual([expect.stringMatching(/orders_since.* 0$/)])
  // Orders and carts of two different moments would contradict each other.
  expect(first).toContain('REPEATABLE READ')
})

test('a later one holds what is new since the one before it', async () => {
  const { moment, asked } = await readAfter({ generation: 'g2', horizon: '400' })
  expect(moment).toMatchObject({ kind: 'incremental', rows: [{ order }, { edit }] })
  expect(asked).toEqual([
    expect.stringMatching(/orders_since.* 400$/),
    expect.stringMatching(/edits_since.* 400$/),
  ])
})

test('nothing builds on a backup of data that were thrown away since', async () => {
  const { moment, asked } = await readAfter({ generation: 'g1', horizon: '400' })
  expect(moment.kind).toBe('full')
  expect(asked).toEqual([expect.stringMatching(/orders_since.* 0$/)])
})
