import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nameImages } from '../../../harness/prepare/image-recipe.ts'
import type { ImageSource } from '../../../harness/target/target.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftershock-recipe-'))
  mkdirSync(join(folder, 'shop'))
  writeFileSync(join(folder, 'shop', 'Dockerfile'), 'ARG BASE\nFROM ${BASE}\n')
  writeFileSync(join(folder, 'prices.json'), '{}')
})
afterEach(() => rmSync(folder, { recursive: true }))

const shop: ImageSource = {
  context: 'shop',
  base: 'node',
  files: ['prices.json'],
  packages: ['pino'],
}
const tagOf = (source: ImageSource, root = folder): string | undefined =>
  nameImages({ folder: root, images: { shop: source } }).get('shop')?.tag

test('a tag is the name and the first twelve digits of the content', () => {
  const image = nameImages().get('k6')
  expect(image?.content).toMatch(/^[0-9a-f]{64}$/)
  expect(image?.tag).toBe(`aftershock/k6:${image?.content.slice(0, 12)}`)
})

test('the same sources in another folder have the same tag', () => {
  const copy = `${folder}-copy`
  cpSync(folder, copy, { recursive: true })
  try {
    expect(tagOf(shop, copy)).toBe(tagOf(shop))
  } finally {
    rmSync(copy, { recursive: true })
  }
})

test('a changed extra file, another base and another package change the tag', () => {
  const before = tagOf(shop)
  expect(tagOf({ ...shop, base: 'base' })).not.toBe(before)
  expect(tagOf({ ...shop, packages: [] })).not.toBe(before)
  writeFileSync(join(folder, 'prices.json'), '{"tea":1}')
  expect(tagOf(shop)).not.toBe(before)
})

test('a target may not take the name of one of our own images', () => {
  expect(() => nameImages({ folder, images: { k6: shop } })).toThrow('"k6"')
})
