import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { samples } from '../../../reports/samples/index.ts'
import { csv } from './csv.ts'

test('writes a line per measure below a line of headings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aftershock-csv-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = await csv.onEnd?.(samples.failing, folder)
  const lines = (await readFile(path ?? '', 'utf8')).trimEnd().split('\r\n')
  const measures = samples.failing.scenarios.flatMap((scenario) => scenario.measures)
  expect(lines[0]).toBe('"scenario","measure","operation","value","unit"')
  expect(lines).toHaveLength(1 + measures.length)
  expect(new Set(lines.map((line) => line.split('","').length))).toEqual(new Set([5]))
})
