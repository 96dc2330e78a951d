import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scriptFiles } from '../../../harness/load/script-files.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aftershock-script-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

describe('scriptFiles', () => {
  test('a script alone', async () => {
    await write({ 'alone/load.ts': `import http from 'k6/http'\nexport default {}` })
    const { entry, files } = await scriptFiles(join(folder, 'alone/load.ts'))
    expect(entry).toBe('load.ts')
    expect(files.map(({ path }) => path)).toEqual(['load.ts'])
  })

  test('follows imports, also up and over several lines, and keeps where files are', async () => {
    await write({
      'shop/k6/load.ts': `import {\n  add,\n  type Item,\n} from './ops/add.ts'\nexport default { add }`,
      'shop/k6/ops/add.ts': `export { price } from '../../prices.ts'\nimport '../load.ts'\nexport const add = 1`,
      'shop/prices.ts': `export const price = 2`,
    })
    const { entry, files } = await scriptFiles(join(folder, 'shop/k6/load.ts'))
    expect(entry).toBe('k6/load.ts')
    expect(files.map(({ path }) => path).toSorted()).toEqual([
      'k6/load.ts',
      'k6/ops/add.ts',
      'prices.ts',
    ])
  })

  test('leaves out what is imported only for its types', async () => {
    await write({
      'types/load.ts': `import type { Call } from '../nowhere.ts'\nexport type { Answer } from '../nowhere.ts'\nexport default {}`,
    })
    const { files } = await scriptFiles(join(folder, 'types/load.ts'))
    expect(files).toHaveLength(1)
  })

  test('names the file that imports what is not there', async () => {
    await write({ 'broken/load.ts': `import { x } from './gone.ts'` })
    const script = join(folder, 'broken/load.ts')
    await expect(scriptFiles(script)).rejects.toThrow(
      `${join(folder, 'broken/gone.ts')}, named by ${script}`,
    )
  })
})
