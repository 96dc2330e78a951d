import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectEngine } from '../../harness/runtime/engine.ts'
import type { Environment } from '../../harness/runtime/environment.ts'
import { labelsFor, runLabel } from '../../harness/runtime/labels.ts'
import { findLabelled } from '../../harness/runtime/leftovers.ts'
import { removeThese } from '../../harness/runtime/remove.ts'
import { startTiny, testRun } from '../support/tiny.ts'

const never = new AbortController().signal
let environment: Environment

beforeAll(async () => {
  environment = await startTiny('network')
})
afterAll(async () => {
  await environment[Symbol.asyncDispose]()
})

async function containers() {
  const engine = await connectEngine()
  const filters = { label: [`${runLabel}=${environment.run}`] }
  return engine.container.dockerode.listContainers({ all: true, filters })
}

test('no container has a second way out through the default bridge', async () => {
  const found = await containers()
  expect(found.length).toBeGreaterThanOrEqual(4)
  for (const { NetworkSettings } of found)
    expect(Object.keys(NetworkSettings.Networks)).not.toContain('bridge')
})

test('ports are published on loopback only', async () => {
  const published = (await containers())
    .flatMap(({ Ports }) => Ports)
    .filter((port) => port.PublicPort)
  expect(published.length).toBeGreaterThan(0)
  expect(new Set(published.map(({ IP }) => IP))).toEqual(new Set(['127.0.0.1']))
})

test('an edge that nobody declared does not resolve', async () => {
  const context = environment.context(never)
  const declared = await context.exec('front-1', ['getent', 'hosts', 'back'])
  const undeclared = await context.exec('back', ['getent', 'hosts', 'front-1'])
  expect(declared.exitCode).toBe(0)
  expect(undeclared.exitCode).not.toBe(0)
})

test('a client reaches the server by its own name and port, at the address of its link', async () => {
  const context = environment.context(never)
  const { stdout } = await context.exec('front-1', ['getent', 'hosts', 'back'])
  expect(stdout.split(/\s+/)[0]).toBe(environment.links.get('front-1→back')?.address)
})

test('a network that the engine keeps is told', async () => {
  const { dockerode } = (await connectEngine()).container
  const run = testRun('kept')
  // Nobody is in the first; the engine keeps it because of the second, which has its labels from it.
  const Labels = labelsFor(run, 'network')
  const template = { Name: run, Labels, Driver: 'null', ConfigOnly: true }
  await dockerode.createNetwork(template)
  const other = { Name: `${run}-other`, ConfigFrom: { Network: run } }
  const second = await dockerode.createNetwork(other)
  const { networks, ...none } = await findLabelled(run)
  const first = networks.filter(({ name }) => name === run)
  expect(await removeThese({ ...none, networks: first })).toEqual(first)
  await second.remove()
  expect(await removeThese({ ...none, networks: first })).toEqual([])
})

test('a network is removed as soon as somebody else has removed who is in it', async () => {
  const { dockerode } = (await connectEngine()).container
  const [{ Image } = { Image: '' }] = await containers()
  const run = testRun('left')
  await dockerode.createNetwork({ Name: run, Labels: labelsFor(run, 'network'), Internal: true })
  const guest = await dockerode.createContainer({
    ...{ Image, Entrypoint: ['sleep', '60'], Labels: labelsFor(run, 'guest') },
    HostConfig: { NetworkMode: run },
  })
  await guest.start()
  const found = await findLabelled(run)
  const removing = removeThese({ ...found, containers: [] })
  await setTimeout(500)
  expect((await findLabelled(run)).networks).toHaveLength(1)
  await guest.remove({ force: true })
  expect(await removing).toEqual([])
  expect((await findLabelled(run)).networks).toEqual([])
})
