import { reasonOf } from '../errors.ts'
import type { Place, Problem } from './problem.ts'
import { overlay, parseTree, without, type MapTree } from './source-tree.ts'

/** Answers with the text of a file, or throws. */
export type ReadText = (file: string) => Promise<string>
/** The path of a file as written in another file. */
export type Resolve = (from: string, name: string) => string

interface Read {
  readonly tree: MapTree
  readonly problems: readonly Problem[]
}

/** Reads a file and lays it over the files that its `include` names, the first lowest. */
export async function readWithIncludes(
  file: string,
  read: ReadText,
  resolve: Resolve,
  ancestors: readonly string[] = [],
): Promise<Read> {
  const { tree, problems } = parseTree(file, await read(file))
  const wanted = includesOf(tree)
  const parts: Read[] = []
  for (const { name, place } of wanted.files) {
    parts.push(await readPart(resolve(file, name), place, read, resolve, [...ancestors, file]))
  }
  const lower = parts.reduce((below, part) => overlay(below, part.tree), empty(tree))
  return {
    tree: overlay(lower, without(tree, 'include')),
    problems: [...problems, ...wanted.problems, ...parts.flatMap((part) => part.problems)],
  }
}

async function readPart(
  file: string,
  place: Place,
  read: ReadText,
  resolve: Resolve,
  ancestors: readonly string[],
): Promise<Read> {
  const nothing = (message: string): Read => ({
    tree: { kind: 'map', place, entries: new Map() },
    problems: [{ ...place, message }],
  })
  if (ancestors.includes(file)) {
    return nothing(`include: ${[...ancestors, file].join(' includes ')}: a circle`)
  }
  try {
    return await readWithIncludes(file, read, resolve, ancestors)
  } catch (error) {
    return nothing(`include: cannot read ${file}: ${reasonOf(error)}`)
  }
}

function empty(tree: MapTree): MapTree {
  return { ...tree, entries: new Map() }
}

function includesOf(tree: MapTree): {
  readonly files: readonly { readonly name: string; readonly place: Place }[]
  readonly problems: readonly Problem[]
} {
  const include = tree.entries.get('include')?.value
  if (include === undefined) return { files: [], problems: [] }
  const items = include.kind === 'list' ? include.items : [include]
  const files = items.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string'
      ? [{ name: item.value, place: item.place }]
      : [],
  )
  const message = 'include: write a list of files, relative to this one'
  return { files, problems: files.length === items.length ? [] : [{ ...include.place, message }] }
}
