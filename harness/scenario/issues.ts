import type { z } from 'zod'
import { keysInside } from './json-schema.ts'
import { closest, unknownWord, type Problem } from './problem.ts'
import { placeOf, placeOfKey, treeAt, type MapTree, type Path } from './source-tree.ts'

type Issue = z.core.$ZodIssue

/** Where a schema was applied, and what its map may contain. */
export interface Validated {
  readonly tree: MapTree
  /** Of the value that was validated. */
  readonly path: Path
  /** The keys that the map at `path` may have; for keys of maps inside it the schema is asked. */
  readonly allowedKeys: readonly string[]
  readonly schema: z.ZodType
}

/** Turns what a schema found into problems that point at the culprit and say what is allowed. */
export function problemsOf(issues: readonly Issue[], validated: Validated): readonly Problem[] {
  const guessed = new Set(issues.flatMap((issue) => guessedKeys(issue, validated)))
  return issues
    .filter(
      (issue) =>
        !guessed.has(pathText(issue.path)) ||
        !isMissing(validated.tree, [...validated.path, ...issue.path]),
    )
    .flatMap((issue) => problemsOfOne(issue, validated))
}

/** A key that was misspelt is not missing as well: it is told once. */
function guessedKeys(issue: Issue, validated: Validated): readonly string[] {
  if (issue.code !== 'unrecognized_keys') return []
  const allowed = allowedAt(issue.path, validated)
  return issue.keys.flatMap((key) => {
    const guess = closest(key, allowed)
    return guess === undefined ? [] : [pathText([...issue.path, guess])]
  })
}

function allowedAt(path: Path, { allowedKeys, schema }: Validated): readonly string[] {
  return path.length === 0 ? allowedKeys : keysInside(schema, path)
}

function problemsOfOne(issue: Issue, validated: Validated): readonly Problem[] {
  const { tree } = validated
  const path = [...validated.path, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedAt(issue.path, validated)
    return issue.keys.map((key) => ({
      ...placeOfKey(tree, path, key),
      ...prefixed(path, unknownWord('key', key, allowed)),
    }))
  }
  const key = String(issue.path.at(-1) ?? '')
  if (isMissing(tree, path)) {
    const message = `${pathText(path)} is missing${issue.message.startsWith('Invalid') ? '' : `: ${issue.message}`}`
    return [{ ...placeOf(tree, path.slice(0, -1)), message }]
  }
  if (issue.code === 'invalid_value') {
    const word = String(plainAt(tree, path))
    return [{ ...placeOf(tree, path), ...chosen(path, word, issue.values.map(String)) }]
  }
  if (issue.code === 'invalid_key') {
    return [
      {
        ...placeOfKey(tree, path.slice(0, -1), key),
        message: `${pathText(path)}: ${issue.issues[0]?.message ?? issue.message}`,
      },
    ]
  }
  return [{ ...placeOf(tree, path), message: `${pathText(path)}: ${meaningOf(issue)}` }]
}

/** A union tells what each of its forms wants, once. */
function meaningOf(issue: Issue): string {
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return issue.message
  return [...new Set(issue.errors.flat().map(meaningOf))].join('; or: ') || issue.message
}

function chosen(
  path: Path,
  word: string,
  allowed: readonly string[],
): { message: string; hint: string } {
  const guess = closest(word, allowed)
  const ask = guess === undefined ? '' : `; did you mean "${guess}"?`
  return {
    message: `${pathText(path)}: "${word}" is not one of the allowed words${ask}`,
    hint: `allowed: ${allowed.join(', ')}`,
  }
}

function prefixed<T extends { readonly message: string }>(path: Path, told: T): T {
  return path.length === 0 ? told : { ...told, message: `${pathText(path)}: ${told.message}` }
}

function isMissing(tree: MapTree, path: Path): boolean {
  const key = path.at(-1)
  if (typeof key !== 'string') return false
  const parent = treeAt(tree, path.slice(0, -1))
  return parent.kind === 'map' && !parent.entries.has(key)
}

function plainAt(tree: MapTree, path: Path): unknown {
  const found = treeAt(tree, path)
  return found.kind === 'scalar' ? found.value : found.kind
}

/** `faults[0].target`, as it is said in messages. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}
