import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Backup, BackupHead, BackupRow } from '../../../target-app/contracts/backup.ts'
import { chainTo, contentOf, keptSince } from '../../../target-app/backup/chain.ts'

const head = (id: number, kind: BackupHead['kind'], generation = 'g'): BackupHead => ({
  id,
  kind,
  generation,
  horizon: String(id),
  recoveryPoint: id * 1000 - 400,
  readAt: id * 1000,
})
const ids = (heads: readonly BackupHead[]): number[] => heads.map(({ id }) => id)
const line = [head(1, 'full'), head(2, 'incremental'), head(3, 'full'), head(4, 'incremental')]

test('begins at the last full backup, and ends before the limit', () => {
  expect(ids(chainTo(line))).toEqual([3, 4])
  expect(ids(chainTo(line, 3500))).toEqual([3])
  expect(ids(chainTo(line, 3000))).toEqual([3])
  // What was done in between may be in the third.
  expect(ids(chainTo(line, 2999))).toEqual([1, 2])
  expect(chainTo(line, 500)).toEqual([])
})

test('without its full backup, all before the hole is used', () => {
  expect(ids(chainTo(line.filter(({ id }) => id !== 3)))).toEqual([1, 2])
})

test('never mixes generations, and bridges no hole', () => {
  const next = [...line, head(5, 'full', 'h'), head(6, 'incremental', 'h')]
  expect(ids(chainTo(next))).toEqual([5, 6])
  expect(ids(chainTo([head(1, 'full'), head(3, 'incremental')]))).toEqual([1])
  expect(chainTo([head(2, 'incremental')])).toEqual([])
})

const item = (token: string) => ({ token, product: 'amber-mug', quantity: 1 })
const edit = (cart: string, version: number, seq: number, token: string): BackupRow => ({
  edit: { cart, version, seq, edit: { add: [item(token)] } },
})
const backup = (id: number, rows: readonly BackupRow[]): Backup => ({
  head: head(id, id === 1 ? 'full' : 'incremental'),
  rows,
})

test('carts are the full backup with the edits since, in the order of their versions', () => {
  const { carts } = contentOf([
    backup(1, [{ cart: { cart: 'me', version: 2, items: [item('a')] } }]),
    backup(2, [edit('me', 4, 1, 'c'), edit('you', 1, 2, 'x')]),
    backup(3, [edit('me', 3, 3, 'b'), edit('me', 2, 4, 'a')]),
  ])
  expect(carts.get('me')?.map(({ token }) => token)).toEqual(['a', 'b', 'c'])
  expect(carts.get('you')?.map(({ token }) => token)).toEqual(['x'])
})

test('of two edits with the same version both count, unless the full backup has that version', () => {
  const { carts } = contentOf([
    backup(1, [{ cart: { cart: 'me', version: 2, items: [item('a')] } }]),
    backup(2, [edit('me', 3, 1, 'b'), edit('me', 3, 2, 'c'), edit('you', 1, 3, 'x')]),
    backup(3, [edit('you', 1, 4, 'y'), edit('me', 2, 5, 'z')]),
  ])
  expect(carts.get('me')?.map(({ token }) => token)).toEqual(['a', 'b', 'c'])
  expect(carts.get('you')?.map(({ token }) => token)).toEqual(['x', 'y'])
})

test('what was taken out since stays out, whatever else was done to the cart', () => {
  const carts = new Map([
    ['me', [item('a'), item('b'), item('c')]],
    ['you', [item('a')]],
    ['rolled', [item('a')]],
  ])
  const kept = keptSince(carts, [
    { cart: 'me', version: 2, seq: 3, edit: { add: [item('c')] } },
    { cart: 'me', version: 9, seq: 1, edit: { remove: ['a', 'c'] } },
    { cart: 'me', version: 1, seq: 2, edit: { add: [item('new')] } },
    { cart: 'rolled', version: 4, seq: 4, edit: { all: [item('z')] } },
  ])
  expect(kept.map(([id, items]) => [id, items.map(({ token }) => token)])).toEqual([
    ['me', ['b', 'c']],
    ['you', ['a']],
    ['rolled', []],
  ])
})

test('however orders are spread over the backups, and however often, each is there once', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 20 })
  fc.assert(
    fc.property(numbers, fc.array(fc.nat(3), { minLength: 20, maxLength: 20 }), (all, places) => {
      const rowsOf = (place: number): BackupRow[] =>
        all.flatMap((number, i) => {
          const at = places[i] ?? 0
          // The horizon lets a row come again in the next backup.
          const there = at === place || at + 1 === place
          return there ? [{ order: { number, key: `k${number}` } }] : []
        })
      const { orders } = contentOf([0, 1, 2, 3, 4].map((place) => backup(place + 1, rowsOf(place))))
      expect(orders.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
        all.toSorted((a, b) => a - b),
      )
    }),
  )
})
