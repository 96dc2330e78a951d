/** Gets images from registries, and does not wait twice for one that cannot be reached. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { realClock } from '../clock.ts'
import { reasonOf } from '../errors.ts'
import { followToEnd, type ProgressReader } from './engine-progress.ts'
import { state } from './places.ts'

/** A registry gets this long to send its first word. */
const firstWordWithinMs = 8_000
/** For this long, an unreachable registry is not asked again, by later calls either. */
const rememberForMs = 10 * 60_000

/** References to ask for a public image, best first: the given mirror, then its own registry. */
export function pullCandidates(
  reference: string,
  mirror = process.env['AFTERSHOCK_REGISTRY'],
): string[] {
  return mirror ? [`${mirror}/${pathOf(reference)}`, reference] : [reference]
}

/** References to ask for one of our own images: only a registry that the user names can have it. */
export function ownCandidates(tag: string, mirror = process.env['AFTERSHOCK_REGISTRY']): string[] {
  return mirror ? [`${mirror}/${tag}`] : []
}

/** The registry of a reference, by Docker's rule: a first part with a dot, a port or `localhost`. */
export function registryOf(reference: string): string {
  const first = reference.slice(0, Math.max(0, reference.indexOf('/')))
  return /[.:]|^localhost$/.test(first) ? first : 'docker.io'
}

function pathOf(reference: string): string {
  const registry = registryOf(reference)
  return reference.startsWith(`${registry}/`) ? reference.slice(registry.length + 1) : reference
}

/** The part of the engine's API that pulling needs. */
export interface PullingEngine {
  pull(reference: string, options: { abortSignal: AbortSignal }): Promise<NodeJS.ReadableStream>
  readonly modem: ProgressReader
}

export interface Puller {
  /** The first candidate that could be pulled, or undefined. Rejects only when aborted. */
  pull(candidates: readonly string[], signal: AbortSignal): Promise<string | undefined>
  /** Why each refused candidate was refused, for error messages. */
  readonly refusals: ReadonlyMap<string, string>
}

/** A puller that shares what it learns about registries between images, calls and processes. */
export function createPuller(
  docker: PullingEngine,
  memory: string = join(state, 'registries.json'),
): Puller {
  const refusals = new Map<string, string>()
  return {
    refusals,
    async pull(candidates, signal) {
      for (const reference of candidates) {
        signal.throwIfAborted()
        const registry = registryOf(reference)
        const known = recall(memory, registry)
        if (known !== undefined) {
          refusals.set(reference, known)
          continue
        }
        const refusal = await tryPull(docker, reference, signal)
        signal.throwIfAborted()
        if (refusal === undefined) return reference
        refusals.set(reference, refusal)
        if (!isAboutOneImage(refusal)) remember(memory, registry, refusal)
      }
      return undefined
    },
  }
}

/** Pulls one image. Answers the reason when it cannot. */
async function tryPull(
  docker: PullingEngine,
  reference: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const silence = new AbortController()
  const timer = setTimeout(() => {
    silence.abort(new Error(`no answer within ${firstWordWithinMs / 1_000} s`))
  }, firstWordWithinMs)
  try {
    const abortSignal = AbortSignal.any([signal, silence.signal])
    const stream = await docker.pull(reference, { abortSignal })
    clearTimeout(timer)
    await followToEnd(docker.modem, stream)
    return undefined
  } catch (error) {
    return silence.signal.aborted ? reasonOf(silence.signal.reason) : reasonOf(error)
  } finally {
    clearTimeout(timer)
  }
}

/** A registry that answers "not this one" can still have the next image. */
function isAboutOneImage(refusal: string): boolean {
  return /not found|manifest unknown|denied|unauthorized|no matching manifest/i.test(refusal)
}

const memory = z.record(z.string(), z.object({ refusal: z.string(), at: z.number() }))

function recall(file: string, registry: string): string | undefined {
  const entry = readMemory(file)[registry]
  return entry !== undefined && realClock.wall() - entry.at < rememberForMs
    ? entry.refusal
    : undefined
}

function remember(file: string, registry: string, refusal: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(
    file,
    JSON.stringify({ ...readMemory(file), [registry]: { refusal, at: realClock.wall() } }),
  )
}

function readMemory(file: string): z.infer<typeof memory> {
  try {
    return memory.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // No memory yet, or half a file from an interrupted call: asking again is always right.
    return {}
  }
}
