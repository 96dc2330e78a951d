/** Binaries that images are made around: from a published image, from Go source, or from npm. */
import { createWriteStream, existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { reasonOf, UserError } from '../errors.ts'
import { extract, type Extract } from 'tar-stream'
import type { Docker } from './engine-client.ts'
import { errorCode } from './error-code.ts'
import { runLogged } from './logged-command.ts'
import { repository, state } from './places.ts'
import { pullCandidates, type Puller } from './pull.ts'

export interface BinaryWork {
  readonly docker: Docker
  readonly puller: Puller
  readonly log: string
  readonly signal: AbortSignal
  readonly say: (detail: string) => void
}

/** A program that is published as an image and can be compiled from the Go module proxy. */
export interface GoProgram {
  /** Published image, and where the program is in it. */
  readonly image: string
  readonly path: string
  /** Folder with the go.mod that pins every dependency, and the package to build there. */
  readonly module: string
  readonly package: string
  readonly linkerFlags: string
}

const images = join(import.meta.dirname, '..', 'images')

export const goPrograms: Readonly<Record<'toxiproxy' | 'k6', GoProgram>> = {
  toxiproxy: {
    image: 'ghcr.io/shopify/toxiproxy:2.12.0',
    path: '/toxiproxy',
    module: join(images, 'toxiproxy'),
    package: 'github.com/Shopify/toxiproxy/v2/cmd/server',
    linkerFlags: '-s -w -X github.com/Shopify/toxiproxy/v2.Version=2.12.0',
  },
  k6: {
    image: 'grafana/k6:2.2.0',
    path: '/usr/bin/k6',
    module: join(images, 'k6'),
    package: 'go.k6.io/k6/v2',
    linkerFlags: '-s -w',
  },
}

/**
 * The path of a Linux binary on this machine. Throws a UserError when the image cannot be pulled
 * and there is no Go, or the build fails.
 */
export async function goBinary(
  program: GoProgram,
  content: string,
  work: BinaryWork,
): Promise<string> {
  const target = join(
    state,
    'binaries',
    `${program.package.replaceAll('/', '-')}-${content.slice(0, 12)}`,
  )
  if (existsSync(target)) return target
  mkdirSync(join(state, 'binaries'), { recursive: true })
  const partial = `${target}.${process.pid}`
  try {
    work.say(`asking for ${program.image}`)
    const pulled = await work.puller.pull(pullCandidates(program.image), work.signal)
    if (pulled === undefined) await compileInTurn(program, partial, work)
    else await copyFromImage(pulled, program.path, partial, work)
    // The name appears last, so that an interrupted call never leaves half a binary under it.
    renameSync(partial, target)
  } finally {
    rmSync(partial, { force: true })
  }
  return target
}

let compiling: Promise<unknown> = Promise.resolve()

/** One Go build at a time: each of them already uses every core. */
function compileInTurn(program: GoProgram, target: string, work: BinaryWork): Promise<void> {
  const mine = compiling.then(() => compile(program, target, work))
  compiling = mine.catch(() => undefined)
  return mine
}

async function compile(program: GoProgram, target: string, work: BinaryWork): Promise<void> {
  const { log, signal, say, puller } = work
  say(`compiling ${program.package} from the Go module proxy`)
  const flags = ['-trimpath', '-ldflags', program.linkerFlags]
  const env = { ...process.env, CGO_ENABLED: '0', GOOS: 'linux', GOFLAGS: '-mod=readonly' }
  try {
    const args = ['build', ...flags, '-o', target, program.package]
    await runLogged({ command: 'go', args, cwd: program.module, env, log, signal, onAbort: 'stop' })
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    const refusals = [...puller.refusals].map(([reference, why]) => `  ${reference}: ${why}`)
    throw new UserError(
      [
        `${program.image} can be neither pulled nor compiled: there is no Go here`,
        ...refusals,
      ].join('\n'),
      {
        hint: 'install Go 1.25 or newer (https://go.dev/dl), or name a registry: AFTERSHOCK_REGISTRY=host:port',
        exit: 'environment',
        cause: error,
      },
    )
  }
}

/** Takes one file out of an image. Nothing is run for it. */
async function copyFromImage(
  image: string,
  path: string,
  target: string,
  work: BinaryWork,
): Promise<void> {
  const { docker, signal, say } = work
  say(`taking ${path} out of ${image}`)
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['never-run'],
    Labels: { 'aftershock.run': 'prepare', 'aftershock.pid': String(process.pid) },
  })
  try {
    const unpack = extract()
    const archive = await container.getArchive({ path })
    const written = writeFirstFile(unpack, target)
    await Promise.all([pipeline(archive, unpack, { signal }), written])
  } catch (error) {
    throw new UserError(`${image} has no usable ${path}: ${reasonOf(error)}`, {
      exit: 'environment',
    })
  } finally {
    await container.remove({ force: true })
  }
}

async function writeFirstFile(unpack: Extract, target: string): Promise<void> {
  for await (const entry of unpack) {
    if (entry.header.type === 'file')
      await pipeline(entry, createWriteStream(target, { mode: 0o755 }))
    else entry.resume()
  }
}

/** The pinned Node, as a Linux binary: the npm package `node` brings the one of this machine. */
export function nodeBinary(): string {
  return realpathSync(join(repository, 'node_modules', 'node', 'bin', 'node'))
}
