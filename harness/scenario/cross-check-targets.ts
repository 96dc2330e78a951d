import { expandTopology, type Topology } from '../runtime/topology.ts'
import type { Target } from '../target/target.ts'
import { writeDuration } from '../units.ts'
import type { NamesInFault } from './fault-entry.ts'
import { notStarted } from './cross-check-services.ts'
import { unknownWord, type Problem } from './problem.ts'
import type { Draft, Written } from './draft.ts'
import type { ScenarioFault } from './scenario.ts'
import { placeOf, treeAt, type MapTree, type Path } from './source-tree.ts'
import { changesOf } from './switches.ts'
import { meaningOf, type TargetMeaning } from './target-name.ts'
import type { Vocabulary } from './vocabulary.ts'

type Report = (problem: Problem) => void

/** Every name in `target` exists and is of the kind that its fault hurts; faults do not contradict each other. */
export function checkTargets(
  { faults, frame, names, tree }: Draft,
  vocabulary: Vocabulary,
  topology: Topology,
  report: Report,
): void {
  const { target } = vocabulary
  const events = Object.keys(target.logEvents ?? {})
  const meaning = meaningsOf(frame, target, topology)
  for (const { path, value } of names) {
    checkNames(tree, path, value, meaning, report)
    checkExcept(tree, path, value, Object.keys(target.services), report)
    if (value.event !== undefined && !events.includes(value.event)) {
      const place = placeOf(tree, [...path, 'when', 'event'])
      report({ ...place, ...unknownWord('event', value.event, events) })
    }
  }
  checkActions(faults, names, tree, target, report)
  checkConflicts(faults, tree, vocabulary, topology, report)
}

/** What a name stands for among what runs; where it only stands for something else, that is said. */
function meaningsOf(
  { services, ...switches }: Draft['frame'],
  target: Target,
  topology: Topology,
): (name: string) => TargetMeaning {
  if (services === undefined) return (name) => meaningOf(name, target, topology)
  const whole = expandTopology(target, changesOf(switches, target))
  return (name) => {
    const here = meaningOf(name, target, topology)
    const anywhere = meaningOf(name, target, whole)
    if (here.kind !== 'unknown' || anywhere.kind === 'unknown') return here
    const ends = anywhere.names.flatMap((member) => endsOf(member, whole))
    const missing = ends.filter((service) => topology.replicasOf(service).length === 0)
    return { kind: 'unknown', ...notStarted(`${name} belongs to`, [...new Set(missing)], services) }
  }
}

/** The services of a replica, or of both ends of a link. */
function endsOf(member: string, { links, replicas }: Topology): readonly string[] {
  const link = links.find(({ name }) => name === member)
  const ends = link === undefined ? [member] : [link.from, link.to]
  return replicas.flatMap(({ name, service }) => (ends.includes(name) ? [service] : []))
}

/** An action must be one of the target's, and one without a way back can only be done for good. */
function checkActions(
  faults: Draft['faults'],
  names: Draft['names'],
  tree: MapTree,
  { actions = {} }: Target,
  report: Report,
): void {
  for (const { path, value } of names) {
    const { action } = value
    if (action === undefined || Object.hasOwn(actions, action)) continue
    const place = placeOf(tree, [...path, 'action'])
    report({ ...place, ...unknownWord('action', action, Object.keys(actions)) })
  }
  for (const { path, value } of faults) {
    const [name = ''] = value.target
    const written = names.find((one) => one.path.join() === path.join())
    const action = written?.value.action === undefined ? undefined : actions[name]
    if (action === undefined || action.undo !== undefined || value.lastsMs === null) continue
    const message = `${name} has no way back, so it cannot be healed`
    report({ ...placeOf(tree, [...path, 'for']), message, hint: 'write permanent: true instead' })
  }
}

function checkNames(
  tree: MapTree,
  path: Path,
  { fault: { name: fault, hurts }, target }: NamesInFault,
  meaning: (name: string) => TargetMeaning,
  report: Report,
): void {
  if (hurts === 'nothing' || hurts === 'action' || hurts === 'entry') {
    const message = `${fault} ${untargeted[hurts]}`
    if (target.length > 0) report({ ...placeOf(tree, [...path, 'target']), message })
    return
  }
  if (treeAt(tree, [...path, 'target']) === treeAt(tree, path)) {
    const wanted = wantedBy[hurts]
    report({ ...placeOf(tree, path), message: `${fault} has no target`, hint: `name ${wanted}` })
  }
  for (const [index, name] of target.entries()) {
    const place = placeOf(tree, nameAt(tree, path, 'target', index))
    const meant = meaning(name)
    if (meant.kind === 'unknown') report({ ...place, message: meant.message, hint: meant.hint })
    else if (meant.kind !== hurts && hurts !== 'parts') {
      const is = meant.kind === 'links' ? 'a link' : 'no link'
      report({ ...place, message: `${fault} hurts ${hurts}, and "${name}" is ${is}` })
    }
  }
}

const untargeted = {
  nothing: 'hurts nothing: it takes no target',
  action: 'takes no target: the action knows whom it is for',
  entry: 'takes no target: it comes in where users do',
} as const

const wantedBy = {
  replicas: 'a replica, a service or a role',
  links: 'a link such as web→db',
  parts: 'a replica, a service, a role, or a link such as web→db',
} as const

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
