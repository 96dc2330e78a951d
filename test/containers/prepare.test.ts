/** Images on a real engine, where nothing can be pulled. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepare } from '../../harness/prepare/prepare.ts'
import { imageTrial, outputOf } from '../support/image-trial.ts'

test('an image is built once, and once more when its content changes', async () => {
  await using trial = await imageTrial()
  const first = await trial.prepare()
  expect(first.said).toContain(`image ${trial.name} built`)
  expect(await trial.outputOf(first.tag, ['cat', '/word'])).toBe(`first ${trial.name}`)

  const again = await trial.prepare()
  expect(again).toMatchObject({ tag: first.tag, said: '' })
  expect(again.ms).toBeLessThan(1_500)

  trial.write('word', 'second')
  const changed = await trial.prepare()
  expect(changed.tag).not.toBe(first.tag)
  expect(await trial.outputOf(changed.tag, ['cat', '/word'])).toBe('second')
})

test('a tag without the right content label is not believed', async () => {
  await using trial = await imageTrial()
  const { tag } = await trial.prepare()
  const [repo = '', version = ''] = tag.split(':')
  const { images } = await prepare({
    need: ['base'],
    signal: new AbortController().signal,
    output: process.stderr,
  })
  await trial.docker.getImage(images.base).tag({ repo, tag: version })
  expect((await trial.prepare()).said).toContain('built')
  expect(await trial.outputOf(tag, ['cat', '/word'])).toContain('first')
})

test('packages come with everything they need, and extra files keep their place', async () => {
  await using trial = await imageTrial()
  trial.write('Dockerfile', 'ARG BASE\nFROM ${BASE}\nCOPY . /app/\nWORKDIR /app\n')
  const { tag } = await trial.prepare({ base: 'node', files: ['context/word'], packages: ['pino'] })
  const script = 'import("pino").then((m) => console.log(typeof m.default))'
  expect(await trial.outputOf(tag, ['node', '-e', script])).toBe('function')
  expect(await trial.outputOf(tag, ['cat', 'context/word'])).toContain('first')
})

test('a build that fails names its log and shows the end of it', async () => {
  await using trial = await imageTrial()
  trial.write('Dockerfile', 'ARG BASE\nFROM ${BASE}\nRUN echo the disk is on fire && exit 3\n')
  await expect(trial.prepare()).rejects.toMatchObject({
    message: expect.stringMatching(/cannot be built: (.*\n)+ +the disk is on fire/),
    hint: expect.stringContaining(`build-${trial.name}.log`),
    exitCode: 69,
  })
})

test('two at once do not disturb each other', async () => {
  await using trial = await imageTrial()
  const [one, other] = await Promise.all([trial.prepare(), trial.prepare()])
  expect(one.tag).toBe(other.tag)
  expect(`${one.said}${other.said}`).toContain('another process is preparing here')
})

test('killed in the middle of a build, the next call goes on', async () => {
  await using trial = await imageTrial()
  trial.write('Dockerfile', 'ARG BASE\nFROM ${BASE}\nRUN sleep 3\nCOPY word /word\n')
  const program = `
    import { prepare } from ${JSON.stringify(join(import.meta.dirname, '../../harness/prepare/prepare.ts'))}
    const target = { folder: ${JSON.stringify(trial.folder)}, images: { '${trial.name}': { context: 'context', base: 'base' } } }
    await prepare({ need: ['${trial.name}'], target, signal: new AbortController().signal, output: process.stdout })
  `
  const victim = spawn(process.execPath, ['--input-type=module', '-e', program])
  await once(victim.stdout, 'data')
  setTimeout(() => victim.kill('SIGKILL'), 1_000)
  await once(victim, 'close')
  const { tag } = await trial.prepare()
  expect(await trial.outputOf(tag, ['cat', '/word'])).toContain('first')
})

test("the harness's own images do what they are for", async () => {
  const need = ['node', 'keeper', 'toxiproxy', 'k6'] as const
  const { signal } = new AbortController()
  const { images } = await prepare({ need, signal, output: process.stderr })
  await using trial = await imageTrial()
  const say = (image: string, command: string): Promise<string> =>
    outputOf(trial.docker, image, ['bash', '-c', command])
  expect(await say(images.node, 'node --version')).toBe(process.version)
  expect(await say(images.keeper, 'nft --version && ip -V && node --version')).toContain('nftables')
  expect(await say(images.toxiproxy, 'toxiproxy-server -version')).toBe(
    'toxiproxy-server version 2.12.0',
  )
  expect(await say(images.k6, 'k6 version | grep -o "v2[.0-9]*"')).toBe('v2.2.0')
})
