import { expect, test } from 'vitest'
import { Journal, type JournalEntry } from '../../../target-app/cart/journal.ts'

const entry = (version: number): JournalEntry => ({
  cart: 'me',
  version,
  edit: { remove: [] },
  at: 0,
})

/** A database that keeps what it is given, unless it is away. */
function database() {
  const written: number[] = []
  const state = { away: false }
  const query = async (_: string, values: readonly unknown[] = []) => {
    if (state.away) throw new Error('away')
    const entries: JournalEntry[] = JSON.parse(String(values[0]))
    written.push(...entries.map(({ version }) => version))
    return { rows: [] }
  }
  return { written, state, query }
}

test('writes everything in its order, in batches', async () => {
  const there = database()
  const journal = new Journal(there)
  const versions = Array.from({ length: 1200 }, (_, i) => i + 1)
  for (const version of versions) journal.note(entry(version))
  await journal.flush()
  expect(there.written).toEqual(versions)
  expect(journal.waiting).toBe(0)
})

test('keeps what could not be written, and what comes meanwhile', async () => {
  const there = database()
  there.state.away = true
  const journal = new Journal(there)
  journal.note(entry(1))
  await expect(journal.flush()).rejects.toThrow('away')
  journal.note(entry(2))
  there.state.away = false
  await journal.flush()
  expect(there.written).toEqual([1, 2])
})

test('two who flush at the same time write everything once', async () => {
  const there = database()
  const journal = new Journal(there)
  journal.note(entry(1))
  await Promise.all([journal.flush(), journal.flush()])
  expect(there.written).toEqual([1])
})
