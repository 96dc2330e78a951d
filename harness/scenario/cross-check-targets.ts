import type { Topology } from '../runtime/topology.ts'
import { writeDuration } from '../units.ts'
import type { NamesInFault } from './fault-entry.ts'
import { unknownWord, type Problem } from './problem.ts'
import type { Draft, Written } from './draft.ts'
import type { ScenarioFault } from './scenario.ts'
import { placeOf, treeAt, type MapTree, type Path } from './source-tree.ts'
import { meaningOf, type TargetMeaning } from './target-name.ts'
import type { Vocabulary } from './vocabulary.ts'

type Report = (problem: Problem) => void

/** Every name in `target` exists and is of the kind that its fault hurts; faults do not contradict each other. */
export function checkTargets(
  { faults, names, tree }: Draft,
  vocabulary: Vocabulary,
  topology: Topology,
  report: Report,
): void {
  const { target } = vocabulary
  const events = Object.keys(target.logEvents ?? {})
  for (const { path, value } of names) {
    checkNames(tree, path, value, (name) => meaningOf(name, target, topology), report)
    checkExcept(tree, path, value, Object.keys(target.services), report)
    if (value.event !== undefined && !events.includes(value.event)) {
      const place = placeOf(tree, [...path, 'when', 'event'])
      report({ ...place, ...unknownWord('event', value.event, events) })
    }
  }
  checkConflicts(faults, tree, vocabulary, topology, report)
}

function checkNames(
  tree: MapTree,
  path: Path,
  { fault: { name: fault, hurts }, target }: NamesInFault,
  meaning: (name: string) => TargetMeaning,
  report: Report,
): void {
  if (hurts === 'nothing') {
    const message = `${fault} hurts nothing: it takes no target`
    if (target.length > 0) report({ ...placeOf(tree, [...path, 'target']), message })
    return
  }
  if (treeAt(tree, [...path, 'target']) === treeAt(tree, path)) {
    const wanted = hurts === 'links' ? 'a link such as web→db' : 'a replica, a service or a role'
    report({ ...placeOf(tree, path), message: `${fault} has no target`, hint: `name ${wanted}` })
  }
  for (const [index, name] of target.entries()) {
    const place = placeOf(tree, nameAt(tree, path, 'target', index))
    const meant = meaning(name)
    if (meant.kind === 'unknown') report({ ...place, message: meant.message, hint: meant.hint })
    else if (meant.kind !== hurts) {
      const is = meant.kind === 'links' ? 'a link' : 'no link'
      report({ ...place, message: `${fault} hurts ${hurts}, and "${name}" is ${is}` })
    }
  }
}

/** In any fault, `except` names services that are spared. */
function checkExcept(
  tree: MapTree,
  path: Path,
  { except }: NamesInFault,
  services: readonly string[],
  report: Report,
): void {
  for (const [index, name] of except.entries()) {
    if (services.includes(name)) continue
    const place = placeOf(tree, nameAt(tree, path, 'except', index))
    report({ ...place, ...unknownWord('service', name, services) })
  }
}

/** A list's member, or the single name that stands in its place. */
function nameAt(tree: MapTree, path: Path, key: string, index: number): Path {
  return treeAt(tree, [...path, key]).kind === 'list' ? [...path, key, index] : [...path, key]
}

/**
 * A process that does not run cannot be stopped again. Roles are left out: who holds one when the
 * time has come is another replica, as a rule. Triggered faults are left out: their times are not known.
 */
function checkConflicts(
  faults: readonly Written<ScenarioFault>[],
  tree: MapTree,
  vocabulary: Vocabulary,
  topology: Topology,
  report: Report,
): void {
  const stops = faults
    .filter(({ value }) => vocabulary.faults[value.fault]?.stopsProcess === true && !value.when)
    .map((written) => ({
      ...written,
      replicas: written.value.target.flatMap((name) => {
        const meant = meaningOf(name, vocabulary.target, topology)
        return meant.kind === 'replicas' && meant.role === undefined ? meant.names : []
      }),
    }))
  for (const [index, later] of stops.entries()) {
    for (const earlier of stops.slice(0, index)) {
      const both = later.replicas.filter((name) => earlier.replicas.includes(name))
      if (both.length === 0 || !overlap(earlier.value, later.value)) continue
      const { fault, atMs } = earlier.value
      report({
        ...placeOf(tree, [...later.path, 'target']),
        message: `${later.value.fault} meets ${both.join(', ')} while ${fault} (at ${writeDuration(atMs)}) still holds it`,
        hint: 'let the first be healed before the second begins, or name another replica',
      })
    }
  }
}

function overlap(a: ScenarioFault, b: ScenarioFault): boolean {
  return a.atMs < endOf(b) && b.atMs < endOf(a)
}

function endOf({ atMs, lastsMs }: ScenarioFault): number {
  return atMs + (lastsMs ?? Number.POSITIVE_INFINITY)
}
