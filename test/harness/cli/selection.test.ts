import { describe, expect, test } from 'vitest'
import { selectedScenarios, type SelectionOptions } from '../../../harness/cli/selection.ts'
import tiny from '../../fixtures/targets/tiny/target.ts'

const folder = 'test/fixtures/targets/tiny/scenarios'
const idsOf = async (options: SelectionOptions, ...paths: readonly string[]) =>
  (await selectedScenarios(paths.length === 0 ? [folder] : paths, options, tiny)).map(
    ({ id }) => id,
  )

test('all of a folder, in order', async () => {
  expect(await idsOf({})).toEqual([
    ...['calm', 'kill-back', 'notes-thrown-away', 'slow-link', 'too-much-promised'],
  ])
})

describe.each([
  { options: { grep: 'kill-back' }, chosen: ['kill-back'] },
  { options: { grep: 'Kill Back' }, chosen: ['kill-back'] },
  { options: { grep: 'only back dies' }, chosen: ['too-much-promised'] },
  { options: { grep: '^(calm|slow)' }, chosen: ['calm', 'slow-link'] },
  { options: { grepInvert: 'too much|link|thrown' }, chosen: ['calm', 'kill-back'] },
  { options: { tag: ['kill', 'control'] }, chosen: ['calm', 'kill-back'] },
  { options: { tag: ['kill', 'control'], grep: 'back' }, chosen: ['kill-back'] },
])('$options', ({ options, chosen }) => {
  test(`chooses ${chosen.join(', ')}`, async () => expect(await idsOf(options)).toEqual(chosen))
})

test('files are taken as they are named', async () => {
  expect(await idsOf({}, `${folder}/slow-link.yaml`, `${folder}/calm.yaml`)).toEqual([
    'slow-link',
    'calm',
  ])
})

test('nothing chosen is a mistake, and what there is is told', async () => {
  await expect(idsOf({ grep: 'nothing like it' })).rejects.toMatchObject({
    exit: 'usage',
    message: `no scenario in ${folder} is selected`,
    hint: 'There are: calm, kill-back, notes-thrown-away, slow-link, too-much-promised.',
  })
})

test.each([
  { options: { grep: '(' }, told: /^--grep: .*Unterminated group/ },
  { options: { grepInvert: '[' }, told: /^--grep-invert: .*Unterminated character class/ },
])('a pattern that is none is told with its option: $options', async ({ options, told }) => {
  await expect(idsOf(options)).rejects.toMatchObject({
    exit: 'usage',
    message: expect.stringMatching(told),
  })
})

test('a folder that is not there is a mistake', async () => {
  await expect(idsOf({}, 'no/such/folder')).rejects.toMatchObject({ exit: 'usage' })
})
