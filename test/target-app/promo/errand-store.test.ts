import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { errandStore } from '../../../target-app/promo/errand-store.ts'

const claim = { token: 't', shopper: 'ann', promotion: 'welcome' }

const saying = (code: string) =>
  errandStore({
    query: () => Promise.reject(Object.assign(new DatabaseError('no', 0, 'error'), { code })),
  })

test.each([
  ['23503', 404, 'unknown-promotion'],
  ['SH004', 409, 'key-used-otherwise'],
])('a claim to which the database says %s is refused with %d %s', async (said, status, code) => {
  await expect(saying(said).claim(claim, false)).rejects.toMatchObject({ status, code })
})

test('what else the database says is a fault', async () => {
  await expect(saying('57P01').claim(claim, false)).rejects.toBeInstanceOf(DatabaseError)
})
