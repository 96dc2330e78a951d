/** Images on a real engine, with a registry on loopback and with one that is not there. */
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { plainDebian } from '../../harness/prepare/base-image.ts'
import { goBinary } from '../../harness/prepare/binaries.ts'
import { followToEnd } from '../../harness/prepare/engine-progress.ts'
import { createPuller } from '../../harness/prepare/pull.ts'
import { imageTrial, type ImageTrial } from '../support/image-trial.ts'
import { startRegistry, type LoopbackRegistry } from '../support/loopback-registry.ts'

let registry: LoopbackRegistry
let trial: ImageTrial
const { signal } = new AbortController()

beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(() => registry[Symbol.asyncDispose]())

beforeEach(async () => {
  trial = await imageTrial()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await trial[Symbol.asyncDispose]()
})

/** Puts an image into the registry under a name, and forgets it here. */
async function publish(tag: string, name: string): Promise<string> {
  const [path = '', version = ''] = name.split(':')
  const repo = `${registry.address}/${path}`
  await trial.docker.getImage(tag).tag({ repo, tag: version })
  const image = trial.docker.getImage(`${repo}:${version}`)
  const stream = await image.push({ authconfig: { username: '', password: '', serveraddress: '' } })
  await followToEnd(trial.docker.modem, stream)
  await image.remove()
  return `${repo}:${version}`
}

const work = () => {
  const memory = join(tmpdir(), `aftershock-registries-${process.pid}.json`)
  rmSync(memory, { force: true })
  const puller = createPuller(trial.docker, memory)
  const log = join(tmpdir(), `aftershock-registry-test-${process.pid}.log`)
  return { docker: trial.docker, puller, log, signal, say: () => undefined }
}

test('our own image is pulled instead of built', async () => {
  const { tag } = await trial.prepare()
  const id = await trial.idOf(tag)
  await publish(tag, tag)
  await trial.docker.getImage(tag).remove()
  vi.stubEnv('AFTERSHOCK_REGISTRY', registry.address)
  const { said } = await trial.prepare()
  expect(said).toContain(`image ${trial.name} pulled`)
  expect(await trial.idOf(tag)).toBe(id)
})

test('an image with our tag but other content is built, not believed', async () => {
  const first = await trial.prepare()
  trial.write('word', 'second')
  const second = await trial.prepare()
  await publish(first.tag, second.tag)
  await trial.docker.getImage(second.tag).remove()
  vi.stubEnv('AFTERSHOCK_REGISTRY', registry.address)
  expect((await trial.prepare()).said).toContain('built')
  expect(await trial.outputOf(second.tag, ['cat', '/word'])).toBe('second')
})

test('a registry that cannot be reached costs little and is not in the way', async () => {
  vi.stubEnv('AFTERSHOCK_REGISTRY', '127.0.0.1:1')
  expect((await trial.prepare()).said).toMatch(/built \(\d s\)/)
})

test('public images are taken from the registry: Debian whole, a program out of its image', async () => {
  const { tag } = await trial.prepare()
  const debian = await publish(tag, 'debian:trixie-slim')
  const published = await publish(tag, `someone/${trial.name}:1.0`)
  vi.stubEnv('AFTERSHOCK_REGISTRY', registry.address)

  expect(await plainDebian(work())).toBe(debian)

  const program = {
    image: `someone/${trial.name}:1.0`,
    path: '/word',
    module: trial.folder,
    package: trial.name,
    linkerFlags: '',
  }
  const binary = await goBinary(program, '0123456789abcdef', work())
  expect(readFileSync(binary, 'utf8')).toBe(`first ${trial.name}`)
  rmSync(binary)
  for (const reference of [debian, published]) await trial.docker.getImage(reference).remove()
})
