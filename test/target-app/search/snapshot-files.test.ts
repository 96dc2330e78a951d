import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { snapshotFiles } from '../../../target-app/search/snapshot-files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshots-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const texts = (files: ReturnType<typeof snapshotFiles>): (string | undefined)[] =>
  files.ages.map((age) => files.read(age)?.toString())

test('each new one makes the others older, and the oldest goes', () => {
  const files = snapshotFiles(join(folder, 'made', 'when-needed'), 3)
  expect(texts(files)).toEqual([undefined, undefined, undefined])
  for (const text of ['a', 'b', 'c', 'd']) files.push(text)
  expect(texts(files)).toEqual(['d', 'c', 'b'])
})

test('a copy that was broken off while writing is nobody’s newest', () => {
  const files = snapshotFiles(folder, 2)
  files.push('good')
  writeFileSync(join(folder, 'fresh'), 'go')
  expect(texts(files)).toEqual(['good', undefined])
  files.push('better')
  expect(texts(files)).toEqual(['better', 'good'])
  expect(readdirSync(folder)).toHaveLength(2)
})
