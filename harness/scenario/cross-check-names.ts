import type { Check, NameKind } from '../checks/check.ts'
import type { Expectation } from '../history/history.ts'
import { matchOperations } from '../operation-pattern.ts'
import { engineEventNames } from '../runtime/engine-events.ts'
import type { Draft, Written } from './draft.ts'
import { unknownWord, type Problem } from './problem.ts'
import { placeOf, treeAt, type Path } from './source-tree.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Every name that an expectation uses exists. Its subject among operations has rules of its own elsewhere. */
export function checkNamesIn(
  { path, value }: Written<Expectation>,
  check: Check,
  draft: Draft,
  vocabulary: Vocabulary,
  report: (problem: Problem) => void,
): void {
  const { subject, names = {} } = check
  const kinds =
    subject === 'none' || subject === 'operations' ? names : { [check.name]: subject, ...names }
  for (const [key, kind] of Object.entries(kinds)) {
    const allowed = namesOf(kind, String(value.options[check.name]), draft, vocabulary)
    for (const { at, name } of namesAt(draft, [...path, key], value.options[key])) {
      const exists =
        kind === 'operations' ? matchOperations(name, allowed).length > 0 : allowed.includes(name)
      if (!exists)
        report({ ...placeOf(draft.tree, at), ...unknownWord(words[kind], name, allowed) })
    }
  }
}

const words: Readonly<Record<NameKind, string>> = {
  operations: 'operation under load',
  journey: 'journey',
  ledger: 'ledger',
  event: 'event',
  moment: 'event, and no fault of this scenario,',
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
  const planned = [...new Set(faults.map(({ value }) => value.fault))]
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

/** One name or a list of names, each with its place. An option that is not given names nothing. */
function namesAt(
  { tree }: Draft,
  path: Path,
  value: unknown,
): readonly { readonly at: Path; readonly name: string }[] {
  if (typeof value === 'string') return [{ at: path, name: value }]
  if (!Array.isArray(value) || treeAt(tree, path).kind !== 'list') return []
  return value.map((name, index) => ({ at: [...path, index], name: String(name) }))
}
