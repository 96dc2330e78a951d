import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  openHistory,
  writeHistory,
  type HistorySink,
} from '../../../harness/history/history-writer.ts'
import type { DoubtRecord, EventRecord } from '../../../harness/history/record.ts'
import { headerOf } from '../../support/build-history.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftershock-history-'))
  path = join(folder, 'history.jsonl')
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true })
})

const header = headerOf({ operations: { 'cart.add': {} } })
const event: EventRecord = { kind: 'event', at: 1, source: 'docker', name: 'die', text: 'died' }
const now = () => 42
const lines = async () => (await readFile(path, 'utf8')).split('\n').slice(0, -1)

test('the header is there before the first record', async () => {
  await using writer = await openHistory(path, header, now)
  await writer.flush()
  expect(await lines()).toEqual([JSON.stringify(header)])
})

test('records reach the file by themselves after 200 ms', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const writer = await openHistory(path, header, now)
  writer.append(event)
  writer.append(event)
  vi.advanceTimersByTime(199)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1)
  expect(vi.getTimerCount()).toBe(0)
  // Joins the write that the timer began; there is nothing else left to write.
  await writer.flush()
  expect(await lines()).toHaveLength(3)
  await writer.close()
})

test('closing writes what is left, and can be done twice', async () => {
  const writer = await openHistory(path, header, now)
  writer.append(event)
  expect(await writer.close()).toBeUndefined()
  expect(await writer.close()).toBeUndefined()
  writer.append(event)
  expect(await lines()).toHaveLength(2)
})

test('never writes over a history that is there', async () => {
  await using writer = await openHistory(path, header, now)
  await writer.flush()
  await expect(openHistory(path, header, now)).rejects.toThrow('EEXIST')
})

describe.skipIf(!existsSync('/dev/full'))('on a disk that is full', () => {
  test('there is one fatal doubt and no error', async () => {
    const doubts: DoubtRecord[] = []
    const full = await open('/dev/full', 'a')
    const writer = await writeHistory(full, path, header, now, (doubt) => doubts.push(doubt))
    writer.append(event)
    await writer.flush()
    writer.append(event)
    expect(await writer.close()).toBe(doubts[0])
    expect(doubts).toHaveLength(1)
    expect(doubts[0]).toMatchObject({ at: 42, about: 'environment', fatal: true })
    expect(doubts[0]?.text).toContain('ENOSPC')
  })
})

test('a write that takes only a part is continued', async () => {
  await using file = await open(path, 'a')
  const sink: HistorySink = {
    write: (bytes, at) => file.write(bytes, at, Math.min(3, bytes.length - at)),
    close: async () => undefined,
  }
  const writer = await writeHistory(sink, path, header, now, ({ text }) => expect.unreachable(text))
  writer.append({ ...event, text: 'größer' })
  await writer.close()
  expect((await lines()).map((line): unknown => JSON.parse(line))).toEqual([
    header,
    { ...event, text: 'größer' },
  ])
})
