import type { Check, NameKind } from '../checks/check.ts'
import type { Expectation } from '../history/history.ts'
import { matchOperations } from '../operation-pattern.ts'
import { engineEventNames } from '../runtime/engine-events.ts'
import type { Draft, Written } from './draft.ts'
import { unknownWord, type Problem } from './problem.ts'
import { placeOf, treeAt, type MapTree, type Path } from './source-tree.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A name in an expectation, what it stands for, and where it is written. */
export interface NameInExpectation {
  readonly kind: NameKind
  readonly name: string
  readonly path: Path
}

/** Every name that an expectation uses. Its subject among operations has rules of its own elsewhere. */
export function namesIn(
  { path, value }: Written<Expectation>,
  { name: checkName, subject, names = {} }: Check,
  { tree }: Draft,
): readonly NameInExpectation[] {
  const kinds =
    subject === 'none' || subject === 'operations' ? names : { [checkName]: subject, ...names }
  return Object.entries(kinds).flatMap(([key, kind]) =>
    namesAt(tree, [...path, key], value.options[key]).map((named) => ({ kind, ...named })),
  )
}

/** One name or a list of names, each with its place. An option that is not given names nothing. */
function namesAt(
  tree: MapTree,
  path: Path,
  value: unknown,
): readonly Omit<NameInExpectation, 'kind'>[] {
  if (typeof value === 'string') return [{ path, name: value }]
  if (!Array.isArray(value) || treeAt(tree, path).kind !== 'list') return []
  return value.map((name, index) => ({ path: [...path, index], name: String(name) }))
}

/** What an expectation names must exist. */
export function checkNamesIn(
  expectation: Written<Expectation>,
  check: Check,
  draft: Draft,
  vocabulary: Vocabulary,
  report: (problem: Problem) => void,
): void {
  const subject = String(expectation.value.options[check.name])
  for (const { kind, name, path } of namesIn(expectation, check, draft)) {
    const allowed = namesOf(kind, subject, draft, vocabulary)
    const exists =
      kind === 'operations' ? matchOperations(name, allowed).length > 0 : allowed.includes(name)
    if (!exists)
      report({ ...placeOf(draft.tree, path), ...unknownWord(words[kind], name, allowed) })
  }
}

const words: Readonly<Record<NameKind, string>> = {
  operations: 'operation under load',
  journey: 'journey',
  ledger: 'ledger',
  event: 'event',
  moment: 'event or fault of this scenario',
  tier: 'tier',
}

function namesOf(
  kind: NameKind,
  subject: string,
  { load, faults }: Draft,
  { target }: Vocabulary,
): readonly string[] {
  const underLoad = load.map(({ value }) => value.op)
  const events = Object.keys(target.logEvents ?? {})
  const planned = faults.flatMap(({ value }) => [value.fault, ...value.target])
  const byKind: Readonly<Record<NameKind, () => readonly string[]>> = {
    operations: () => underLoad,
    journey: () => Object.keys(target.journeys ?? {}),
    ledger: () => Object.keys(target.ledgers ?? {}),
    event: () => events,
    moment: () => ['heal', ...planned, ...events, ...engineEventNames],
    tier: () =>
      matchOperations(subject, underLoad).flatMap((op) => target.operations[op]?.tiers ?? []),
  }
  return [...new Set(byKind[kind]())]
}
