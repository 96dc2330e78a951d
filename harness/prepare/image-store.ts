/** Makes images be there: already here, else pulled, else built. Each image is handled once. */
import { writeFileSync } from 'node:fs'
import { plainDebian } from './base-image.ts'
import { goBinary, nodeBinary } from './binaries.ts'
import { buildImage } from './build-image.ts'
import type { ContextEntry } from './build-context.ts'
import type { Docker } from './engine-client.ts'
import { goPrograms } from './go-programs.ts'
import { contentLabel, type NamedImage } from './image-recipe.ts'
import { logFile } from './places.ts'
import { createPuller, ownCandidates, type Puller } from './pull.ts'

/** How an image came to be there. */
export type ImageOrigin = 'here' | 'pulled' | 'built'

export interface ImageStore {
  /** Resolves when the image's tag is on the engine. Throws a UserError when there is no way. */
  ensure(name: string, signal: AbortSignal, say: (detail: string) => void): Promise<ImageOrigin>
}

/** Which tags of ours the engine has, each with the content label it should have. */
export async function tagsHere(docker: Docker, images: Iterable<NamedImage>): Promise<Set<string>> {
  const listed = await docker.listImages({ filters: { label: [contentLabel] } })
  const contents = new Map(
    listed.flatMap((image) =>
      (image.RepoTags ?? []).map((tag) => [tag, image.Labels?.[contentLabel]] as const),
    ),
  )
  const here = [...images].filter(({ tag, content }) => contents.get(tag) === content)
  return new Set(here.map(({ tag }) => tag))
}

/** A store over one engine. */
export function createImageStore(
  docker: Docker,
  images: ReadonlyMap<string, NamedImage>,
  puller: Puller = createPuller(docker),
): ImageStore {
  const started = new Map<string, Promise<ImageOrigin>>()

  const ensure: ImageStore['ensure'] = (name, signal, say) => {
    const running = started.get(name) ?? make(find(images, name), signal, say)
    started.set(name, running)
    return running
  }

  const make = async (
    image: NamedImage,
    signal: AbortSignal,
    say: (detail: string) => void,
  ): Promise<ImageOrigin> => {
    if ((await tagsHere(docker, [image])).has(image.tag)) return 'here'
    if (await pullOwn(docker, puller, image, signal)) return 'pulled'
    const log = logFile(`build-${image.recipe.name}`)
    writeFileSync(log, '')
    const work = { docker, puller, log, signal, say }
    // The binary is compiled while the base is still being made.
    const [base, made] = await Promise.all([baseOf(image, work), madeFor(image, work)])
    const entries = [...image.recipe.entries, ...made]
    const labels = { [contentLabel]: image.content }
    await buildImage(docker, {
      ...work,
      name: image.recipe.name,
      tag: image.tag,
      entries,
      base,
      labels,
    })
    return 'built'
  }

  type Work = Parameters<typeof plainDebian>[0]

  const baseOf = async (image: NamedImage, work: Work): Promise<string> => {
    const { base } = image.recipe
    if (base === undefined) return plainDebian(work)
    work.say(`waiting for image ${base}`)
    await ensure(base, work.signal, (detail) => work.say(`image ${base}: ${detail}`))
    return find(images, base).tag
  }

  const madeFor = async (image: NamedImage, work: Work): Promise<ContextEntry[]> => {
    switch (image.recipe.name) {
      case 'node':
        return [{ source: await nodeBinary(work), path: 'node' }]
      case 'toxiproxy':
        return [
          {
            source: await goBinary(goPrograms.toxiproxy, image.content, work),
            path: 'toxiproxy-server',
          },
        ]
      case 'k6':
        return [{ source: await goBinary(goPrograms.k6, image.content, work), path: 'k6' }]
      default:
        return []
    }
  }

  return { ensure }
}

/** Pulls one of our own images, and believes it only with the right content label. */
async function pullOwn(
  docker: Docker,
  puller: Puller,
  image: NamedImage,
  signal: AbortSignal,
): Promise<boolean> {
  const pulled = await puller.pull(ownCandidates(image.tag), signal)
  if (pulled === undefined) return false
  const found = docker.getImage(pulled)
  const { Config } = await found.inspect()
  if (Config.Labels?.[contentLabel] !== image.content) return false
  const [repo = '', tag = ''] = image.tag.split(':')
  await found.tag({ repo, tag })
  return true
}

function find(images: ReadonlyMap<string, NamedImage>, name: string): NamedImage {
  const image = images.get(name)
  if (image === undefined) throw new Error(`no recipe for image "${name}"`)
  return image
}
