import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadTarget, scenarioFolder } from '../../../harness/cli/places.ts'

describe('the folder that ids count from', () => {
  test.each([
    { paths: [], folder: 'scenarios' },
    { paths: ['elsewhere'], folder: 'elsewhere' },
    { paths: ['scenarios/a.yaml'], folder: 'scenarios' },
    { paths: ['scenarios/deep/a.yml', 'scenarios/b.yaml'], folder: 'scenarios' },
    { paths: ['/else/where/a.yaml'], folder: '/else/where' },
    { paths: ['/else/where/a.yaml', '/else/b.yaml'], folder: '/else' },
  ])('$paths → $folder', ({ paths, folder }) => expect(scenarioFolder(paths)).toBe(folder))

  test('files far apart are all inside: an id with `..` would put results where nobody looks', () => {
    expect(resolve(scenarioFolder(['scenarios/a.yaml', '/else/b.yaml']))).toBe('/')
  })
})

describe('a target', () => {
  test('is the reference shop unless another one is named', async () => {
    const { target, folder } = await loadTarget(undefined)
    expect(target.name).toBe('shop')
    expect(folder).toMatch(/target-app$/)
  })

  test.each([
    ['test/no-such-target.ts', /no target at .*no-such-target\.ts/],
    ['test/support/wait.ts', /has no default export that describes a target/],
    ['LICENSE', /LICENSE cannot be loaded/],
  ])('%s is none, and it is told why', async (path, message) => {
    await expect(loadTarget(path)).rejects.toMatchObject({
      exit: 'usage',
      message: expect.stringMatching(message),
    })
  })
})
