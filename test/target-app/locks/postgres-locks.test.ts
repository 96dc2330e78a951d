import { describe, expect, test } from 'vitest'
import { postgresLocks } from '../../../target-app/locks/postgres-locks.ts'

function database(rows: readonly unknown[]) {
  const asked: { text: string; values: readonly unknown[] }[] = []
  return {
    asked,
    query: async (text: string, values: readonly unknown[] = []) => {
      asked.push({ text, values })
      return { rows }
    },
  }
}

describe('locks in PostgreSQL', () => {
  test('give the token of the row', async () => {
    const fake = database([{ token: '9007199254740993' }])
    expect(await postgresLocks(fake, true).acquire('till', 'me', 3000)).toBe(9007199254740993n)
    expect(fake.asked[0]?.values).toEqual(['till', 'me', 3000])
  })

  test('are taken when no row comes back', async () => {
    expect(await postgresLocks(database([]), true).acquire('till', 'me', 3000)).toBeUndefined()
  })

  test('are released by their owner only, unless the weakness is planted', async () => {
    const fake = database([])
    await postgresLocks(fake, true).release('till', 'me')
    await postgresLocks(fake, false).release('till', 'me')
    expect(fake.asked.map(({ text }) => text.includes('owner = $2'))).toEqual([true, false])
    expect(fake.asked.map(({ values }) => values)).toEqual([['till', 'me'], ['till']])
  })
})
