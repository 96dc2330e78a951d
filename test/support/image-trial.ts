/** A small target image in a folder of its own, for tests that build, change and pull it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { connect, type Docker } from '../../harness/prepare/engine-client.ts'
import { prepare } from '../../harness/prepare/prepare.ts'
import type { ImageSource } from '../../harness/target/target.ts'

export interface ImageTrial extends AsyncDisposable {
  readonly name: string
  readonly folder: string
  readonly docker: Docker
  /** Prepares the image. `said` is what was printed meanwhile. */
  prepare(source?: Partial<ImageSource>): Promise<{ tag: string; said: string; ms: number }>
  /** Writes a file into the image's build context. */
  write(file: string, text: string): void
  /** The image's id on the engine, or undefined when it is not there. */
  idOf(tag: string): Promise<string | undefined>
  /** What a command in a container of the image prints. */
  outputOf(tag: string, command: readonly string[]): Promise<string>
}

let count = 0

/** Starts from `FROM base` and a file `/word`. Disposing removes every image of the trial. */
export async function imageTrial(): Promise<ImageTrial> {
  const folder = mkdtempSync(join(tmpdir(), 'aftershock-image-'))
  const name = `trial-${process.pid}-${(count += 1)}`
  mkdirSync(join(folder, 'context'))
  const write = (file: string, text: string): void => {
    writeFileSync(join(folder, 'context', file), text)
  }
  write('Dockerfile', 'ARG BASE\nFROM ${BASE}\nCOPY word /word\n')
  write('word', `first ${name}`)
  const { signal } = new AbortController()
  const { dockerHost } = await prepare({ need: ['engine'], signal, output: process.stderr })
  const docker = await connect(dockerHost)
  return {
    name,
    folder,
    docker,
    write,
    async prepare(source = {}) {
      let said = ''
      const output = new Writable({
        write(chunk: Buffer, _, done) {
          said += chunk.toString()
          done()
        },
      })
      const start = performance.now()
      const image: ImageSource = { context: 'context', base: 'base', ...source }
      const target = { folder, images: { [name]: image } }
      const { images } = await prepare({ need: [name], target, signal, output })
      return { tag: images[name] ?? '', said, ms: performance.now() - start }
    },
    idOf: (tag) =>
      docker
        .getImage(tag)
        .inspect()
        .then(({ Id }) => Id)
        .catch(() => undefined),
    outputOf: (tag, command) => outputOf(docker, tag, command),
    async [Symbol.asyncDispose]() {
      const images = await docker.listImages()
      const tags = images.flatMap(({ RepoTags }) => RepoTags ?? [])
      for (const tag of tags.filter((tag) => tag.includes(`/${name}:`))) {
        await docker.getImage(tag).remove({ force: true })
      }
      rmSync(folder, { recursive: true })
    },
  }
}

/** What a command in a throwaway container prints on standard output. */
export async function outputOf(
  docker: Docker,
  image: string,
  command: readonly string[],
): Promise<string> {
  const container = await docker.createContainer({
    Image: image,
    Entrypoint: [],
    Cmd: [...command],
    Labels: { 'aftershock.run': `test-${process.pid}`, 'aftershock.pid': String(process.pid) },
    Tty: true,
    HostConfig: { NetworkMode: 'none' },
  })
  try {
    await container.start()
    await container.wait()
    return (await container.logs({ stdout: true, stderr: true })).toString('utf8').trim()
  } finally {
    await container.remove({ force: true })
  }
}
