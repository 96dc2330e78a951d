import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { html } from '../../../harness/reporters/html.ts'
import { reporters } from '../../../harness/reporters/index.ts'
import { json } from '../../../harness/reporters/json.ts'
import { junit } from '../../../harness/reporters/junit.ts'
import { samples } from '../../../reports/samples/index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftershock-reporters-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('every reporter is registered by its own name and says what it is', () => {
  for (const [key, reporter] of Object.entries(reporters)) {
    expect(reporter.name).toBe(key)
    expect(reporter.summary).toMatch(/^[A-Zj].*\.$/u)
  }
})

describe.each(Object.entries(samples))('%s', (_name, data) => {
  test('every file reporter writes one whole file and answers with its path', async () => {
    for (const reporter of [json, html, junit]) {
      const path = await reporter.onEnd?.(data, folder)
      expect(path).toBeDefined()
      expect((await readFile(path ?? '', 'utf8')).length).toBeGreaterThan(500)
    }
    expect((await readdir(folder)).toSorted()).toEqual(['junit.xml', 'report.html', 'report.json'])
  })

  test('report.json is the report, whole', async () => {
    await json.onEnd?.(data, folder)
    expect(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))).toEqual(data)
  })
})
