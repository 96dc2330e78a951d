import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UserError } from '../../../harness/errors.ts'
import { openHistory, readHistory } from '../../../harness/history/history-file.ts'
import type { RunHistory } from '../../../harness/history/history.ts'
import type { RunRecord } from '../../../harness/history/record.ts'
import { buildHistory } from '../../support/build-history.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftershock-history-'))
  path = join(folder, 'history.jsonl')
})
afterEach(() => rm(folder, { recursive: true }))

const known = buildHistory({ operations: { 'cart.add': {} }, loadMs: 3000 })
const { header, ...kinds } = known
const records: readonly RunRecord[] = Object.values(kinds).flat()

async function write(history: RunHistory): Promise<void> {
  await using writer = await openHistory(path, history.header, () => 0)
  for (const record of records) writer.append(record)
}

/** What a reader says when it refuses a file. */
async function refusal(): Promise<UserError> {
  const error: unknown = await readHistory(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof UserError) return error
  throw new Error('it was not refused')
}

test('what was written is what is read', async () => {
  await write(known)
  expect(await readHistory(path)).toEqual(known)
})

describe('a torn last line', () => {
  test('is left out, and a fatal doubt says so', async () => {
    await write(known)
    await appendFile(path, '{"kind":"request","op":"cart.add","se')
    const history = await readHistory(path)
    expect(history.requests).toEqual(known.requests)
    expect(history.doubts).toMatchObject([{ about: 'interrupted', fatal: true }])
    expect(history.doubts[0]?.at).toBe(known.phases.at(-1)?.at)
  })

  test('that lacks only its line end is whole', async () => {
    await write(known)
    await writeFile(path, (await readFile(path, 'utf8')).trimEnd())
    expect(await readHistory(path)).toEqual(known)
  })
})

describe('refuses with a way out', () => {
  test('another version', async () => {
    await writeFile(path, `${JSON.stringify({ ...header, schema: 2 })}\n`)
    const error = await refusal()
    expect(error.message).toContain('version 2')
    expect(error.hint).toContain('version of Aftershock that wrote it')
  })

  test('a file that is no history', async () => {
    await writeFile(path, 'hello\n')
    expect((await refusal()).message).toContain(`${path}:1`)
  })

  test('a damaged header', async () => {
    await writeFile(path, '{"schema":1}\n')
    expect((await refusal()).message).toContain('header')
  })

  test('a line in the middle that is no record, by its number', async () => {
    await writeFile(path, `${JSON.stringify(header)}\n{"kind":"gossip"}\n{}\n`)
    expect((await refusal()).message).toContain(`${path}:2`)
  })

  test('a file that is not there', async () => {
    expect((await refusal()).message).toContain('cannot be read')
  })
})
