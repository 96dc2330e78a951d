import { expect, test } from 'vitest'
import type { Fault } from '../../../harness/faults/fault.ts'
import { resolveTargets } from '../../../harness/scenario/resolve-targets.ts'
import { fakeEnvironment } from '../../support/fake-environment.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const environment = fakeEnvironment()
const never = new AbortController().signal
const resolve = (hurts: Fault['hurts'], ...names: readonly string[]) =>
  resolveTargets(names, hurts, smallVocabulary.target, environment, never)

test.each([
  { names: ['web'], replicas: ['web-1', 'web-2'] },
  { names: ['web-2'], replicas: ['web-2'] },
  { names: ['db:primary'], replicas: ['db-1'] },
  // The same replica by two names is hurt once.
  { names: ['db:primary', 'db'], replicas: ['db-1', 'db-2'] },
  { names: ['mail', 'web-1'], replicas: ['mail', 'web-1'] },
])('replicas: $names', async ({ names, replicas }) => {
  expect(await resolve('replicas', ...names)).toEqual({ replicas, links: [] })
})

test.each([
  { names: ['web-1→db:primary:5432'], links: ['web-1→db-1:5432'] },
  { names: ['web-1->db-2'], links: ['web-1→db-2:5432', 'web-1→db-2:8008'] },
  { names: ['web -> mail', 'web-1→mail'], links: ['web-1→mail', 'web-2→mail'] },
  { names: ['client→mail'], links: ['client→mail'] },
])('links: $names', async ({ names, links }) => {
  expect(await resolve('links', ...names)).toEqual({ replicas: [], links })
})

test('a control hurts nothing, whatever it names', async () => {
  expect(await resolve('nothing', 'web')).toEqual({ replicas: [], links: [] })
})

test('a name that stands for nothing is told with those that do', async () => {
  await expect(resolve('replicas', 'cache')).rejects.toMatchObject({
    message: 'nothing is called "cache" in the running small',
    hint: 'replicas: web-1, web-2, db-1, db-2, mail; roles: db:primary',
  })
})
