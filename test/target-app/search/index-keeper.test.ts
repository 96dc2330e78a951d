import { expect, test } from 'vitest'
import { ShopError } from '../../../target-app/service/shop-error.ts'
import { documentsOfCatalogue } from '../../../target-app/search/documents.ts'
import { IndexKeeper } from '../../../target-app/search/index-keeper.ts'
import type { Age, SnapshotFiles } from '../../../target-app/search/snapshot-files.ts'

const documents = documentsOfCatalogue().slice(0, 10)

/** Files in memory: `newest` is the first text. */
function memoryFiles(kept = 3): SnapshotFiles & { texts: string[]; full: boolean } {
  const ages = (['newest', 'previous', 'oldest'] as const).slice(0, kept)
  return {
    ages,
    texts: [],
    full: false,
    read(age: Age) {
      const text = this.texts[ages.indexOf(age)]
      return text === undefined ? undefined : Buffer.from(text)
    },
    push(text: string) {
      if (this.full) throw new Error('no space left')
      this.texts = [text, ...this.texts].slice(0, kept)
    },
  }
}

function newKeeper(files: SnapshotFiles, switches: { checksum?: boolean; rebuild?: boolean } = {}) {
  const said: string[] = []
  const keeper = new IndexKeeper({
    files,
    checksum: true,
    rebuild: true,
    ...switches,
    documents: () => documents,
    onRefused: (age, because) => said.push(`refused ${age}: ${because}`),
    onUnwritten: (because) => said.push(`unwritten: ${because}`),
    onServing: ({ source }) => said.push(source),
  })
  keeper.load()
  return { keeper, said }
}

/** As it lies there after three good generations were written. */
function filled(kept = 3): ReturnType<typeof memoryFiles> {
  const files = memoryFiles(kept)
  newKeeper(files)
  return files
}

const damage = (files: { texts: string[] }, at: number): void => {
  files.texts[at] = files.texts[at]?.replace('Amber', 'Bmber') ?? ''
}

test('without files it is built from the catalogue, and all generations are written', () => {
  const files = memoryFiles()
  const { keeper, said } = newKeeper(files)
  expect(said).toEqual(['rebuilt'])
  expect(files.texts).toHaveLength(3)
  expect(keeper.serving.generation).toBe(3)
  expect(newKeeper(files).said).toEqual(['newest'])
})

test('a damaged newest is refused, the one before it is served, and all are good afterwards', () => {
  const files = filled()
  damage(files, 0)
  const { keeper, said } = newKeeper(files)
  expect(said).toEqual(['refused newest: its checksum does not fit', 'previous'])
  expect(keeper.serving.index.documents).toEqual(documents)
  expect(newKeeper(files).said).toEqual(['newest'])
})

test('a newest that cannot be read is refused too, and the one before it is served', () => {
  const files = filled()
  const { read } = files
  files.read = function (age) {
    if (age === 'newest') throw new Error('input/output error')
    return read.call(this, age)
  }
  expect(newKeeper(files).said).toEqual(['refused newest: input/output error', 'previous'])
})

test('when all are damaged it is rebuilt', () => {
  const files = filled()
  for (const at of [0, 1, 2]) damage(files, at)
  const { keeper, said } = newKeeper(files)
  expect(said.at(-1)).toBe('rebuilt')
  expect(keeper.serving.index.documents).toEqual(documents)
})

test('without rebuilding there is no search until a good file is back', () => {
  const files = filled()
  const good = [...files.texts]
  for (const at of [0, 1, 2]) damage(files, at)
  const { keeper } = newKeeper(files, { rebuild: false })
  expect(keeper.ready).toBe(false)
  expect(() => keeper.serving).toThrow(ShopError)
  files.texts = good
  keeper.load()
  expect(keeper.ready).toBe(true)
})

test('without rebuilding the first index is built all the same', () => {
  const files = memoryFiles()
  expect(newKeeper(files, { rebuild: false }).said).toEqual(['rebuilt'])
  expect(files.texts).toHaveLength(3)
})

test('the weakness: without the checksum a damaged snapshot is served', () => {
  const files = filled()
  damage(files, 0)
  const { keeper, said } = newKeeper(files, { checksum: false })
  expect(said).toEqual(['newest'])
  expect(keeper.serving.index.documents[0]?.name).toBe('Bmber mug')
})

test('a full disk does not stop the search', () => {
  const files = memoryFiles()
  files.full = true
  const { keeper, said } = newKeeper(files)
  expect(keeper.serving.index.find('mug', 1)).toHaveLength(1)
  expect(said.at(-1)).toBe('unwritten: no space left')
})

test('with a single generation the catalogue is the only way out', () => {
  const files = filled(1)
  damage(files, 0)
  expect(newKeeper(files).said.at(-1)).toBe('rebuilt')
})
