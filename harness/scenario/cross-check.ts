import { expandTopology } from '../runtime/topology.ts'
import { formatMs, writeDuration, writeRate } from '../units.ts'
import { matchOperations } from '../operation-pattern.ts'
import { checkNamesIn } from './cross-check-names.ts'
import { checkServices } from './cross-check-services.ts'
import { checkTargets } from './cross-check-targets.ts'
import { unknownWord, type Problem } from './problem.ts'
import type { Draft } from './draft.ts'
import { faultsEndMs } from './scenario.ts'
import { placeOf, placeOfKey, treeAt } from './source-tree.ts'
import { changesOf } from './switches.ts'
import { capabilities, type Vocabulary } from './vocabulary.ts'

type Report = (problem: Problem) => void

/** A time limit is believed when requests come at least this many times within it. */
const requestsPerLimit = 10

/**
 * What no schema can see: whether names exist in this target, whether times fit together, and
 * whether the load can prove what is claimed. Nothing is started before all of this holds.
 */
export function crossCheck(draft: Draft, vocabulary: Vocabulary, report: Report): void {
  checkLists(draft, vocabulary, report)
  checkLoad(draft, vocabulary, report)
  checkTimes(draft, report)
  checkExpectations(draft, vocabulary, report)
  checkServices(draft, vocabulary, report)
  const { target } = vocabulary
  const topology = expandTopology(target, changesOf(draft.frame, target), draft.frame.services)
  checkTargets(draft, vocabulary, topology, report)
}

/** Lists of names, each of which must exist. */
function checkLists({ frame, tree }: Draft, { target }: Vocabulary, report: Report): void {
  const known = {
    services: ['service', Object.keys(target.services)],
    journeys: ['journey', Object.keys(target.journeys ?? {})],
    without: ['mechanism', Object.keys(target.mechanisms ?? {})],
    plant: ['weakness', Object.keys(target.weaknesses ?? {})],
    requires: ['capability', capabilities],
  } as const
  for (const key of ['services', 'journeys', 'without', 'plant', 'requires'] as const) {
    const [kind, allowed] = known[key]
    for (const [index, name] of (frame[key] ?? []).entries()) {
      if (!allowed.some((word) => word === name)) {
        report({ ...placeOf(tree, [key, index]), ...unknownWord(kind, name, allowed) })
      }
    }
  }
}

function checkLoad({ frame, load, tree }: Draft, { target }: Vocabulary, report: Report): void {
  if (frame.load !== undefined && load.length === 0) {
    const message = 'load: without load nothing can be measured; name at least one operation'
    report({ ...placeOfKey(tree, [], 'load'), message })
  }
  for (const { path, value } of load) {
    const ledger = target.operations[value.op]?.writes?.ledger
    if (ledger !== undefined && !Object.hasOwn(target.ledgers ?? {}, ledger)) {
      const message = `${value.op} writes to a ledger "${ledger}" that the target does not have`
      const hint = `ledgers of this target: ${Object.keys(target.ledgers ?? {}).join(', ')}`
      report({ ...placeOfKey(tree, path.slice(0, -1), value.op), message, hint })
    }
  }
}

function checkTimes({ frame, tree }: Draft, report: Report): void {
  for (const key of ['baseline', 'observe'] as const) {
    if (frame[key] === 0) {
      const why =
        key === 'baseline' ? 'the steady state must be proved first' : 'recovery must be seen'
      report({ ...placeOf(tree, [key]), message: `${key}: 0s is too short: ${why}` })
    }
  }
}

function checkExpectations(draft: Draft, vocabulary: Vocabulary, report: Report): void {
  const { expect, faults, tree } = draft
  const written = treeAt(tree, ['expect'])
  if (
    faults.length > 0 &&
    (written === tree || (written.kind === 'list' && written.items.length === 0))
  ) {
    const message = 'a scenario that hurts something must expect something'
    const hint = 'add expect: with what must hold meanwhile and afterwards'
    report({ ...placeOfKey(tree, [], 'faults'), message, hint })
  }
  for (const { path, value } of expect) {
    const check = vocabulary.checks[value.check]
    const say = (key: string, message: string, hint?: string): void =>
      report({ ...placeOf(tree, [...path, key]), message, ...(hint === undefined ? {} : { hint }) })
    const subject = value.options[value.check]
    if (check?.subject === 'operations' && typeof subject === 'string') {
      checkOperations(draft, subject, value.options, vocabulary, say)
    }
    if (check !== undefined) checkNamesIn({ path, value }, check, draft, vocabulary, report)
  }
}

type Say = (key: string, message: string, hint?: string) => void

/** The operations must be under load, and `within` must be a time that their requests can measure. */
function checkOperations(
  draft: Draft,
  pattern: string,
  options: Readonly<Record<string, unknown>>,
  { target }: Vocabulary,
  say: Say,
): void {
  const subject = Object.keys(options).find((key) => options[key] === pattern) ?? ''
  const underLoad = draft.load.map(({ value }) => value.op)
  const meant = matchOperations(pattern, underLoad)
  const known = Object.keys(target.operations)
  if (meant.length === 0) {
    const exists = matchOperations(pattern, known)
    const told =
      exists.length > 0
        ? {
            message: `${pattern} is not under load`,
            hint: `add it to load:, such as ${exists[0]}: 20/s`,
          }
        : unknownWord('operation', pattern, known)
    say(subject, told.message, told.hint)
  }
  const limit = options['within']
  if (typeof limit !== 'number') return
  for (const op of meant) checkResolution(draft, op, limit, say)
  checkObserved(draft, limit, say)
}

/** One request every 1/rate: a time is known to ± that much, and not better. */
function checkResolution({ load }: Draft, op: string, limit: number, say: Say): void {
  const rate = load.find(({ value }) => value.op === op)?.value.rate
  if (rate === undefined || 1000 / rate <= limit / requestsPerLimit) return
  const needed = Math.ceil((1000 * requestsPerLimit) / limit)
  say(
    'within',
    `${writeDuration(limit)} cannot be told: ${op} at ${writeRate(rate)} shows times to ± ${formatMs(1000 / rate)} only`,
    `${op} needs at least ${needed}/s for this limit`,
  )
}

/** A limit that ends after the load does can never be broken. */
function checkObserved({ faults, frame }: Draft, limit: number, say: Say): void {
  const planned = faults.map(({ value }) => value)
  if (planned.length === 0 || frame.observe === undefined) return
  const end = faultsEndMs(planned) + frame.observe
  const latest = Math.max(...planned.map(({ atMs }) => atMs))
  if (end - latest >= limit) return
  say(
    'within',
    `${writeDuration(limit)} is longer than the load goes on after the last fault (${writeDuration(end - latest)})`,
    `observe: ${writeDuration(frame.observe + limit - (end - latest))} would be the least`,
  )
}
