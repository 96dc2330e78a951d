import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alone } from '../../../harness/prepare/preparation-lock.ts'

let folder: string
const { signal } = new AbortController()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftershock-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the second waits, says so once, and goes on after the first', async () => {
  const order: string[] = []
  const gate = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  const first = alone(
    signal,
    () => order.push('first waits'),
    async () => {
      started.resolve()
      await gate.promise
      order.push('first')
    },
    folder,
  )
  await started.promise
  const waiting = (): void => {
    order.push('second waits')
    gate.resolve()
  }
  await alone(signal, waiting, async () => void order.push('second'), folder)
  await first
  expect(order).toEqual(['second waits', 'first', 'second'])
})

test('the lock of a process that was killed is taken over', async () => {
  const lock = join(folder, 'prepare.lock')
  mkdirSync(lock)
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(lock, longAgo, longAgo)
  expect(
    await alone(
      signal,
      () => undefined,
      async () => 'done',
      folder,
    ),
  ).toBe('done')
})

test('waiting ends when it is interrupted', async () => {
  mkdirSync(join(folder, 'prepare.lock'))
  const abort = new AbortController()
  const waiting = (): void => abort.abort(new Error('interrupted'))
  await expect(alone(abort.signal, waiting, async () => 'done', folder)).rejects.toThrow(
    'interrupted',
  )
})
