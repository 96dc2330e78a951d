/** Binaries that images are made around: from a published image, from Go source, or from npm. */
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract, type Extract } from 'tar-stream'
import { reasonOf, UserError } from '../errors.ts'
import { labelsFor } from '../runtime/labels.ts'
import type { Docker } from './engine-client.ts'
import { errorCode } from './error-code.ts'
import type { GoProgram } from './go-programs.ts'
import { runLogged } from './logged-command.ts'
import { nodeVersion } from './package-closure.ts'
import { repository, state } from './places.ts'
import { pullCandidates, type Puller } from './pull.ts'

export interface BinaryWork {
  readonly docker: Docker
  readonly puller: Puller
  readonly log: string
  readonly signal: AbortSignal
  readonly say: (detail: string) => void
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
    forgetOthers(target)
  } finally {
    rmSync(partial, { force: true })
  }
  return target
}

/** Binaries of earlier recipes: tens of megabytes each, and never asked for again. */
function forgetOthers(target: string): void {
  const folder = dirname(target)
  const program = basename(target).replace(/[0-9a-f]{12}$/, '')
  for (const name of readdirSync(folder)) {
    if (name.startsWith(program) && name !== basename(target)) rmSync(join(folder, name))
  }
}

let compiling: Promise<unknown> = Promise.resolve()

/** One Go build at a time: each of them already uses every core. */
function compileInTurn(program: GoProgram, target: string, work: BinaryWork): Promise<void> {
  work.say('waiting for the other compilation')
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
    Labels: labelsFor('prepare', 'image'),
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

/**
 * The pinned Node as a Linux binary. On Linux that is the one the harness runs on; elsewhere it
 * comes from the npm package with the same version for Linux.
 */
export async function nodeBinary(work: BinaryWork, platform = process.platform): Promise<string> {
  if (platform === 'linux') return realpathSync(join(repository, 'node_modules/node/bin/node'))
  const { log, signal, say } = work
  const name = `node-linux-${process.arch}`
  const target = join(state, 'binaries', `${name}-${nodeVersion()}`)
  if (existsSync(target)) return target
  say(`getting ${name} from npm`)
  const folder = `${target}.${process.pid}`
  mkdirSync(folder, { recursive: true })
  const run = (command: string, ...args: string[]): Promise<void> =>
    runLogged({ command, args, cwd: folder, log, signal, onAbort: 'stop' })
  try {
    await run('npm', 'pack', `${name}@${nodeVersion()}`)
    await run('tar', '-xzf', `${name}-${nodeVersion()}.tgz`, 'package/bin/node')
    renameSync(join(folder, 'package/bin/node'), target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return target
}
