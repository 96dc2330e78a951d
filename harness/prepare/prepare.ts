/** Makes a machine ready: engine, images, browser. Does nothing, quickly, when all is there. */
import { UserError } from '../errors.ts'
import { findChromium, installChromium } from './chromium.ts'
import { connect, type Docker } from './engine-client.ts'
import { ensureEngine } from './engine-start.ts'
import { engineCandidates, findEngine } from './engine.ts'
import { nameImages, type NamedImage, type TargetImages } from './image-recipe.ts'
import { createImageStore, tagsHere } from './image-store.ts'
import { alone } from './preparation-lock.ts'
import type { Step, StepsOptions } from './steps.ts'

export interface PrepareOptions<Need extends string> extends StepsOptions {
  /** `engine`, `chromium`, and names of images: the harness's own or the target's. */
  readonly need: Iterable<Need>
  /** The target's images; needed when `need` names one of them. */
  readonly target?: TargetImages
}

/** What was asked for, ready to use. */
export interface Prepared<Need extends string> {
  /** Undefined only when nothing but Chromium was asked for. */
  readonly dockerHost: [Exclude<Need, 'chromium'>] extends [never] ? undefined : string
  /** The full tag of each image that was asked for. */
  readonly images: Readonly<Record<Exclude<Need, 'engine' | 'chromium'>, string>>
  /** The path of the executable. */
  readonly chromium: 'chromium' extends Need ? string : undefined
}

/** The names that a call can ask for, with the parts it has to look at. */
interface Wanted {
  readonly engine: boolean
  readonly chromium: boolean
  readonly images: readonly NamedImage[]
}

/**
 * Makes everything in `need` be there, and says where it is. Interrupted at any point, the next
 * call goes on; concurrent calls wait for each other.
 * Throws a UserError with exit `environment` when something cannot be had.
 */
export function prepare<Need extends string>(options: PrepareOptions<Need>): Promise<Prepared<Need>>
export async function prepare(
  options: PrepareOptions<string>,
): Promise<Found & { images: Record<string, string> }> {
  const named = nameImages(options.target)
  const wanted = wantedOf(new Set<string>(options.need), named)
  const found = (await lookAround(wanted)) ?? (await makeReady(wanted, named, options))
  const images = Object.fromEntries(wanted.images.map(({ recipe, tag }) => [recipe.name, tag]))
  return { ...found, images }
}

interface Found {
  readonly dockerHost: string | undefined
  readonly chromium: string | undefined
}

/** Everything that is wanted, if all of it is there already. */
async function lookAround(wanted: Wanted): Promise<Found | undefined> {
  const { engine } = wanted.engine
    ? await findEngine(engineCandidates(process.env))
    : { engine: undefined }
  if (wanted.engine && engine === undefined) return undefined
  const chromium = wanted.chromium ? await findChromium() : undefined
  if (wanted.chromium && chromium === undefined) return undefined
  if (engine !== undefined) {
    const here = await tagsHere(await connect(engine.host), wanted.images)
    if (!wanted.images.every(({ tag }) => here.has(tag))) return undefined
  }
  return { dockerHost: engine?.host, chromium }
}

async function makeReady(
  wanted: Wanted,
  named: ReadonlyMap<string, NamedImage>,
  options: StepsOptions,
): Promise<Found> {
  const { runSteps } = await import('./steps.ts')
  const waiting = (): void => {
    options.output.write('prepare: another process is preparing here; waiting for it\n')
  }
  return alone(options.signal, waiting, async () => {
    let dockerHost: string | undefined
    let chromium = wanted.chromium ? await findChromium() : undefined
    const { engine } = await findEngine(engineCandidates(process.env))
    dockerHost = engine?.host
    if (wanted.engine && dockerHost === undefined) {
      await runSteps([engineStep((host) => (dockerHost = host))], options)
    }
    const steps: Step[] = []
    if (wanted.chromium && chromium === undefined)
      steps.push(chromiumStep((path) => (chromium = path)))
    if (wanted.engine && dockerHost !== undefined) {
      steps.push(...(await imageSteps(await connect(dockerHost), wanted.images, named)))
    }
    await runSteps(steps, options)
    return { dockerHost: wanted.engine ? dockerHost : undefined, chromium }
  })
}

function engineStep(found: (host: string) => void): Step {
  return {
    title: 'engine',
    async run(signal, say) {
      const { host, version } = await ensureEngine(signal, say)
      found(host)
      return `${version.Version} answers`
    },
  }
}

function chromiumStep(found: (path: string) => void): Step {
  return {
    title: 'chromium',
    async run(signal, say) {
      found(await installChromium(signal, say))
      return 'installed'
    },
  }
}

async function imageSteps(
  docker: Docker,
  wanted: readonly NamedImage[],
  named: ReadonlyMap<string, NamedImage>,
): Promise<Step[]> {
  const here = await tagsHere(docker, named.values())
  const missing = wanted.filter(({ tag }) => !here.has(tag))
  const store = createImageStore(docker, named)
  return withBases(missing, named)
    .filter(({ tag }) => !here.has(tag))
    .map(({ recipe }) => ({
      title: `image ${recipe.name}`,
      run: (signal, say) => store.ensure(recipe.name, signal, say),
    }))
}

/** The images and all they stand on, each once, bases first. */
function withBases(
  images: readonly NamedImage[],
  named: ReadonlyMap<string, NamedImage>,
): NamedImage[] {
  const all = images.flatMap((image) => {
    const base = image.recipe.base === undefined ? undefined : named.get(image.recipe.base)
    return [...(base === undefined ? [] : withBases([base], named)), image]
  })
  return [...new Set(all)]
}

function wantedOf(need: ReadonlySet<string>, named: ReadonlyMap<string, NamedImage>): Wanted {
  const names = [...need].filter((name) => name !== 'engine' && name !== 'chromium')
  const images = names.map((name) => {
    const image = named.get(name)
    if (image !== undefined) return image
    throw new UserError(`no image is called "${name}"`, {
      hint: `images: ${[...named.keys()].join(', ')}`,
      exit: 'environment',
    })
  })
  return { engine: need.has('engine') || images.length > 0, chromium: need.has('chromium'), images }
}
