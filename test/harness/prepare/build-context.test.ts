import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract, type Header } from 'tar-stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint, tarOf } from '../../../harness/prepare/build-context.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftershock-context-'))
  mkdirSync(join(folder, 'inner', 'node_modules', 'nested'), { recursive: true })
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n')
  writeFileSync(join(folder, 'inner', 'start.sh'), '#!/bin/sh\n', { mode: 0o755 })
  writeFileSync(join(folder, 'inner', 'node_modules', 'nested', 'index.js'), '1')
})

afterEach(() => rmSync(folder, { recursive: true }))

const print = (base = 'base'): string => fingerprint([{ source: folder, path: '' }], base)

test('touching files, or reading them again, changes nothing', () => {
  const before = print()
  utimesSync(join(folder, 'Dockerfile'), 1, 1)
  chmodSync(join(folder, 'Dockerfile'), 0o600)
  expect(print()).toBe(before)
})

test.each<[string, () => void]>([
  ['a changed file', () => writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch \n')],
  ['a new file', () => writeFileSync(join(folder, 'inner', 'new'), '')],
  ['a renamed file', () => rmSync(join(folder, 'inner', 'start.sh'))],
  ['an executable bit', () => chmodSync(join(folder, 'inner', 'start.sh'), 0o644)],
  ['a symbolic link', () => symlinkSync('Dockerfile', join(folder, 'link'))],
])('%s changes the fingerprint', (_, change) => {
  const before = print()
  change()
  expect(print()).not.toBe(before)
})

test('another base changes the fingerprint', () => {
  expect(print('base')).not.toBe(print('other base'))
})

test('an identity stands for the contents', () => {
  const identified = (): string =>
    fingerprint([{ source: folder, path: 'node_modules/a', identity: 'a@1' }], 'base')
  const before = identified()
  writeFileSync(join(folder, 'Dockerfile'), 'changed')
  expect(identified()).toBe(before)
})

test('the stream carries every file with a plain mode and no time', async () => {
  const headers: Header[] = []
  const unpack = extract()
  unpack.on('entry', (header, stream, next) => {
    headers.push(header)
    stream.on('end', next).resume()
  })
  const entries = [
    { source: join(folder, 'Dockerfile'), path: 'Dockerfile' },
    { source: join(folder, 'inner'), path: 'app', shallowModules: true },
  ]
  await pipeline(tarOf(entries), unpack)
  // In whatever order: files are looked at side by side.
  const told = headers.map(
    ({ name, mode, mtime }) => `${name} ${mode.toString(8)} ${mtime.getTime()}`,
  )
  expect(told.toSorted()).toEqual(['Dockerfile 644 0', 'app/start.sh 755 0'])
})
