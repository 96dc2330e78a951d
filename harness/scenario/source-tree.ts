import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml'
import type { Place, Problem } from './problem.ts'

/*
 * A scenario as written: its values together with the place of each value and key. Included files
 * and parameters are worked in here, so that a problem always points at what somebody typed.
 */
export type Tree = ScalarTree | ListTree | MapTree
interface ScalarTree {
  readonly kind: 'scalar'
  readonly place: Place
  readonly value: unknown
}
interface ListTree {
  readonly kind: 'list'
  readonly place: Place
  readonly items: readonly Tree[]
}
export interface MapTree {
  readonly kind: 'map'
  readonly place: Place
  readonly entries: ReadonlyMap<string, Entry>
}
export interface Entry {
  readonly key: Place
  readonly value: Tree
}
export type Path = readonly PropertyKey[]

/** More values than anybody writes: stops files whose aliases multiply without end. */
const maxValues = 10_000

/** Reads one YAML file. The tree is always a map: what could not be read is missing, and is a problem. */
export function parseTree(
  file: string,
  text: string,
): { readonly tree: MapTree; readonly problems: readonly Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
  })
  const placeAt = (from: number, to: number): Place => {
    const { line, col } = lines.linePos(from)
    return { file, line, column: col, length: Math.max(1, to - from) }
  }
  const placeOfNode = (node: Node): Place => placeAt(node.range?.[0] ?? 0, node.range?.[1] ?? 0)
  const problems: Problem[] = [...document.errors, ...document.warnings].map((error) => ({
    ...placeAt(...error.pos),
    message: `this is not valid YAML: ${error.message}`,
  }))
  let values = 0

  const grow = (node: Node): Tree => {
    values += 1
    if (values > maxValues) throw new RangeError(`more than ${maxValues} values`)
    const place = placeOfNode(node)
    if (isAlias(node)) {
      const original = node.resolve(document)
      return original === undefined ? { kind: 'scalar', place, value: null } : grow(original)
    }
    if (isSeq<Node>(node)) return { kind: 'list', place, items: node.items.map(grow) }
    if (!isMap<Node, Node | null>(node)) {
      return { kind: 'scalar', place, value: isScalar(node) ? node.value : null }
    }
    const entries = node.items.map(({ key, value }): [string, Entry] => {
      const at = placeOfNode(key)
      const none = { kind: 'scalar', place: at, value: null } as const
      return [
        isScalar(key) ? String(key.value) : String(key),
        { key: at, value: value === null ? none : grow(value) },
      ]
    })
    return { kind: 'map', place, entries: new Map(entries) }
  }

  const empty: MapTree = { kind: 'map', place: placeAt(0, 0), entries: new Map() }
  const fail = (message: string) => ({
    tree: empty,
    problems: [...problems, { ...empty.place, message }],
  })
  if (problems.length > 0) return { tree: empty, problems }
  try {
    const tree = document.contents === null ? empty : grow(document.contents)
    return tree.kind === 'map' ? { tree, problems } : fail('a scenario is a map of key: value')
  } catch (error) {
    if (error instanceof RangeError)
      return fail(`this file is too large for a scenario: ${error.message}`)
    throw error
  }
}

/** The plain value, as a schema reads it. */
export function plain(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value
  if (tree.kind === 'list') return tree.items.map(plain)
  return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plain(value)]))
}

/** The tree at a path, or the nearest one above it when something on the way is missing. */
export function treeAt(tree: Tree, path: Path): Tree {
  const [step, ...rest] = path
  const next =
    tree.kind === 'map'
      ? tree.entries.get(String(step))?.value
      : tree.kind === 'list'
        ? tree.items[Number(step)]
        : undefined
  return step === undefined || next === undefined ? tree : treeAt(next, rest)
}

/** Where a path stands; a block that spans lines is marked by its first character only. */
export function placeOf(tree: Tree, path: Path): Place {
  const found = treeAt(tree, path)
  return found.kind === 'scalar' ? found.place : { ...found.place, length: 1 }
}

/** Where a key itself stands, or the map that should have it. */
export function placeOfKey(tree: Tree, path: Path, key: string): Place {
  const parent = treeAt(tree, path)
  return (parent.kind === 'map' ? parent.entries.get(key)?.key : undefined) ?? placeOf(tree, path)
}

/** Lays one map over another: maps are merged key by key, lists are joined, and of single values the upper stays. */
export function overlay(lower: MapTree, upper: MapTree): MapTree {
  const entries = new Map(lower.entries)
  for (const [key, entry] of upper.entries) {
    const below = entries.get(key)
    entries.set(
      key,
      below === undefined ? entry : { key: entry.key, value: joined(below.value, entry.value) },
    )
  }
  return { ...upper, entries }
}

function joined(lower: Tree, upper: Tree): Tree {
  if (lower.kind === 'map' && upper.kind === 'map') return overlay(lower, upper)
  if (lower.kind === 'list' && upper.kind === 'list') {
    return { ...upper, items: [...lower.items, ...upper.items] }
  }
  return upper
}

/** The same tree without one key. */
export function without(tree: MapTree, key: string): MapTree {
  return { ...tree, entries: new Map([...tree.entries].filter(([name]) => name !== key)) }
}

/** The same tree with every single value changed by a function. */
export function mapScalars(
  tree: MapTree,
  change: (value: unknown, place: Place) => unknown,
): MapTree {
  const entries = [...tree.entries].map(([key, entry]): [string, Entry] => [
    key,
    { key: entry.key, value: changed(entry.value, change) },
  ])
  return { ...tree, entries: new Map(entries) }
}

function changed(tree: Tree, change: (value: unknown, place: Place) => unknown): Tree {
  if (tree.kind === 'scalar') return { ...tree, value: change(tree.value, tree.place) }
  if (tree.kind === 'list')
    return { ...tree, items: tree.items.map((item) => changed(item, change)) }
  return mapScalars(tree, change)
}

/** As somebody wrote it, on one line: `recovers: cart.add, within: 8s`; only the keys that are wanted. */
export function asWritten(tree: Tree, wanted: (key: string) => boolean = () => true): string {
  if (tree.kind === 'scalar') return String(tree.value)
  if (tree.kind === 'list') return `[${tree.items.map((item) => asWritten(item)).join(', ')}]`
  return [...tree.entries]
    .filter(([key]) => wanted(key))
    .map(([key, { value }]) => (isBare(value) ? key : `${key}: ${asWritten(value)}`))
    .join(', ')
}

/** `{ key, other: 1 }`: a key without a value. */
function isBare(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null
}
