import { expect, test } from 'vitest'
import type { Container } from '../../../harness/runtime/engine.ts'
import { startServices } from '../../../harness/runtime/start-services.ts'
import { expandTopology } from '../../../harness/runtime/topology.ts'
import type { Target } from '../../../harness/target/target.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const { target: small } = smallVocabulary
const never = new AbortController().signal
const container: Container = Object.create(null)

/** `web` comes after `db`, and `mail` after nobody. */
const target: Target = {
  ...small,
  services: Object.fromEntries(
    Object.entries(small.services).map(([name, service]) => [
      name,
      name === 'web' ? { ...service, after: ['db'] } : service,
    ]),
  ),
}
const topology = expandTopology(target, [])

test('each replica is started when all of the services that it comes after are up', async () => {
  const story: string[] = []
  const containers = await startServices(
    target,
    topology,
    async ({ name }) => {
      story.push(`${name} begins`)
      await Promise.resolve()
      story.push(`${name} is up`)
      return container
    },
    never,
  )
  expect([...containers.keys()].toSorted()).toEqual(['db-1', 'db-2', 'mail', 'web-1', 'web-2'])
  const at = (line: string): number => story.indexOf(line)
  expect(at('web-1 begins')).toBeGreaterThan(at('db-1 is up'))
  expect(at('web-1 begins')).toBeGreaterThan(at('db-2 is up'))
  expect(at('mail begins')).toBeLessThan(at('db-1 is up'))
})

test('a failure is thrown when nothing is under way any more', async () => {
  const slow = Promise.withResolvers<void>()
  let isDone = false
  const started = startServices(
    target,
    topology,
    async ({ name }) => {
      if (name === 'db-1') throw new Error('no such image')
      if (name === 'mail') await slow.promise
      isDone = name === 'mail'
      return container
    },
    never,
  ).catch((error: unknown) => ({ error, isDone }))
  slow.resolve()
  expect(await started).toEqual({ error: new Error('no such image'), isDone: true })
})
