import { expect, test } from 'vitest'
import { actions } from '../../../../target-app/description/search/damage.ts'
import { fakeContext } from '../../../support/fake-target-context.ts'

const searches = { search: ['search-1', 'search-2'] }

test('every replica loses the same files, and only those that are named', async () => {
  const asked: string[] = []
  const context = fakeContext(searches, (replica, command) => {
    asked.push(`${replica}: ${command.slice(4).join(' ')}`)
    return ''
  })
  await actions['damage-newest-snapshot'].run(context)
  await actions['damage-all-snapshots'].run(context)
  expect(asked).toEqual([
    'search-1: newest',
    'search-2: newest',
    'search-1: newest previous oldest',
    'search-2: newest previous oldest',
  ])
})

test('a file that is not there was not damaged', async () => {
  const context = {
    ...fakeContext(searches, () => ''),
    exec: async () => ({ exitCode: 1, stdout: '', stderr: 'no such file' }),
  }
  await expect(actions['damage-newest-snapshot'].run(context)).rejects.toThrow(/no such file/)
})
