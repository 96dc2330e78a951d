import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listBackups } from '../../../target-app/backup/backup-file.ts'
import { Keeper } from '../../../target-app/backup/keeper.ts'
import { restore } from '../../../target-app/backup/restore.ts'
import type { Previous } from '../../../target-app/backup/source.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A shop with orders numbered from 1; each was written by the transaction of its number. */
function trial({ newest = true, verifies = true, incrementals = 3 } = {}) {
  const shop = { orders: 0, generation: 'g', restoredAt: 0, restores: 0, now: 10_000 }
  const asked: (Previous | undefined)[] = []
  const damaged: number[] = []
  const keeper = new Keeper({
    folder,
    ...{ newest, verifies, incrementals },
    onDamaged: (id) => void damaged.push(id),
    now: () => shop.now,
    restoredAt: async () => shop.restoredAt,
    onBackup: () => undefined,
    onRestored: () => {
      shop.restores += 1
    },
    async read(previous) {
      asked.push(previous)
      shop.now += 30
      const same = previous?.generation === shop.generation
      const from = same ? Number(previous.horizon) : 1
      const numbers = Array.from({ length: shop.orders }, (_, i) => i + 1).filter((n) => n >= from)
      return {
        generation: shop.generation,
        horizon: String(shop.orders + 1),
        kind: same ? 'incremental' : 'full',
        rows: numbers.map((number) => ({ order: { number, key: `k${number}` } })),
      }
    },
  })
  const restored = async (before?: number): Promise<number[]> => {
    const numbers: number[] = []
    await restore(
      {
        folder,
        orders: async (rows) => {
          numbers.push(...rows.map(({ number }) => number))
          return rows.length
        },
        editsSince: async () => [],
        cart: async () => undefined,
        say: () => undefined,
      },
      before,
    )
    return numbers.toSorted((a, b) => a - b)
  }
  return { shop, keeper, asked, damaged, restored }
}

test('everything from before a backup comes back from it, and nothing later', async () => {
  const { shop, keeper, restored } = trial()
  const counts: [number, number][] = []
  for (let round = 0; round < 9; round += 1) {
    shop.orders += 5
    shop.now += 2000
    const { readAt = 0 } = await keeper.take()
    counts.push([readAt, shop.orders])
  }
  // Those of the last two chains can be gone back to.
  for (const [point, orders] of counts.slice(-5))
    expect((await restored(point)).length).toBe(orders)
  await expect(restored(counts[0]?.[0])).rejects.toThrow('no unbroken chain')
  expect((await listBackups(folder)).length).toBe(5)
})

test('a new generation, and whatever follows a restore, begins with a full backup', async () => {
  const { shop, keeper, asked } = trial()
  expect((await keeper.take()).kind).toBe('full')
  expect((await keeper.take()).kind).toBe('incremental')
  shop.generation = 'h'
  expect((await keeper.take()).kind).toBe('full')
  shop.restoredAt = 1
  expect((await keeper.take()).kind).toBe('full')
  expect((await keeper.take()).kind).toBe('incremental')
  expect(asked[3]).toBeUndefined()
  expect(shop.restores).toBe(1)
})

test('a backup that was damaged or removed since it was written is followed by a full one', async () => {
  const { keeper, damaged } = trial()
  await keeper.take()
  await writeFile(join(folder, '000001.jsonl'), 'nothing')
  expect((await keeper.take()).kind).toBe('full')
  expect((await keeper.take()).kind).toBe('incremental')
  await rm(join(folder, '000003.jsonl'))
  expect((await keeper.take()).kind).toBe('full')
  expect(damaged).toEqual([1, 3])
})

test('damage to any that the next one would be built on is noticed, unless nobody looks', async () => {
  for (const verifies of [true, false]) {
    const { keeper, damaged } = trial({ verifies })
    await rm(folder, { recursive: true })
    for (const kind of ['full', 'incremental', 'incremental'])
      expect((await keeper.take()).kind).toBe(kind)
    await writeFile(join(folder, '000002.jsonl'), 'nothing')
    expect((await keeper.take()).kind).toBe(verifies ? 'full' : 'incremental')
    expect(damaged).toEqual(verifies ? [2] : [])
  }
})

test('a mistake made while a backup was read, or just before, is not gone back to', async () => {
  const { shop, keeper, restored } = trial()
  shop.orders = 5
  await keeper.take()
  shop.now += 2000
  shop.orders = 6
  const mistake = shop.now + 10
  await keeper.take()
  expect(await restored(mistake)).toEqual([1, 2, 3, 4, 5])
})

test('promises nothing that may still have been on its way to the journal', async () => {
  const { shop, keeper } = trial()
  expect((await keeper.take()).recoveryPoint).toBeLessThan(shop.now)
})

test('the weakness leaves out the newest orders for good', async () => {
  const { shop, keeper, restored } = trial({ newest: false })
  shop.orders = 5
  await keeper.take()
  shop.orders = 10
  await keeper.take()
  expect(await restored()).toEqual([1, 2, 6, 7])
})
