/** How each image is made: what goes in, what it stands on, and the tag that follows from both. */
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import type { ImageSource } from '../target/target.ts'
import { fingerprint, type ContextEntry } from './build-context.ts'
import { goPrograms } from './go-programs.ts'
import { nodeVersion, packageClosure, readLockFile } from './package-closure.ts'
import { repository } from './places.ts'

/** The images that the harness needs for itself. */
export type OwnImage = 'base' | 'node' | 'keeper' | 'toxiproxy' | 'k6'

export interface ImageRecipe {
  readonly name: string
  /** The image whose tag the Dockerfile receives as `ARG BASE`; absent only for the base itself. */
  readonly base?: 'base' | 'node'
  /** Dockerfile and everything else that decides the contents. */
  readonly entries: readonly ContextEntry[]
  /** Text that stands for contents which are made only while building, such as a compiled binary. */
  readonly made?: string
}

/** A recipe with its fingerprint. Equal content means equal tag, on every machine. */
export interface NamedImage {
  readonly recipe: ImageRecipe
  /** SHA-256 in hex; the value of the image's content label. */
  readonly content: string
  readonly tag: string
}

/** Where a target's image sources are and where their relative paths start. */
export interface TargetImages {
  readonly folder: string
  readonly images: Readonly<Record<string, ImageSource>>
}

export const contentLabel = 'aftershock.content'

const folder = join(import.meta.dirname, '..', 'images')
const own = (name: OwnImage): ContextEntry[] => [{ source: join(folder, name), path: '' }]

/** The recipes of the harness's own images. */
export function ownRecipes(): Record<OwnImage, ImageRecipe> {
  return {
    base: { name: 'base', entries: own('base'), made: 'debian:trixie-slim' },
    node: { name: 'node', base: 'base', entries: own('node'), made: `node@${nodeVersion()}` },
    keeper: { name: 'keeper', base: 'node', entries: own('keeper') },
    toxiproxy: {
      name: 'toxiproxy',
      base: 'base',
      entries: own('toxiproxy'),
      made: goPrograms.toxiproxy.linkerFlags,
    },
    k6: { name: 'k6', base: 'base', entries: own('k6'), made: goPrograms.k6.linkerFlags },
  }
}

/** The recipe of a target's image. Throws a UserError when a package is not in the lock file. */
export function targetRecipe(name: string, source: ImageSource, root: string): ImageRecipe {
  const packages = source.packages ?? []
  const closure = packages.length === 0 ? [] : packageClosure(readLockFile(repository), packages)
  const files = (source.files ?? []).map((path) => ({ source: join(root, path), path }))
  const modules = closure.map(({ path, identity }) => {
    return { source: join(repository, path), path, identity, shallowModules: true }
  })
  const entries = [{ source: join(root, source.context), path: '' }, ...files, ...modules]
  return { name, base: source.base, entries }
}

/** Names every image: the harness's own and the target's. */
export function nameImages(target?: TargetImages): Map<string, NamedImage> {
  const recipes: Record<string, ImageRecipe> = { ...ownRecipes() }
  for (const [name, source] of Object.entries(target?.images ?? {})) {
    if (name in recipes) {
      throw new UserError(
        `the target calls an image "${name}", which is a name of the harness's own`,
        {
          hint: `choose another name than ${Object.keys(ownRecipes()).join(', ')}`,
        },
      )
    }
    recipes[name] = targetRecipe(name, source, target?.folder ?? repository)
  }
  const named = new Map<string, NamedImage>()
  // Bases first, because the fingerprint of an image contains that of its base.
  const depth = ({ base }: ImageRecipe): number =>
    base === undefined ? 0 : base === 'base' ? 1 : 2
  for (const recipe of Object.values(recipes).toSorted((a, b) => depth(a) - depth(b))) {
    const under = recipe.base === undefined ? '' : (named.get(recipe.base)?.content ?? '')
    const content = fingerprint(recipe.entries, `${under} ${recipe.made ?? ''} ${process.arch}`)
    const tag = `aftershock/${recipe.name}:${content.slice(0, 12)}`
    named.set(recipe.name, { recipe, content, tag })
  }
  return named
}
