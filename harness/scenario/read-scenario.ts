import { rate } from '../units.ts'
import { crossCheck } from './cross-check.ts'
import { namesIn } from './cross-check-names.ts'
import type { Draft, Written } from './draft.ts'
import { readExpectation } from './expectation-entry.ts'
import { readFault, readNames } from './fault-entry.ts'
import { earlyKeys, frame, type Frame } from './frame.ts'
import { problemsOf } from './issues.ts'
import type { PlannedLoad } from './plan.ts'
import { unknownWord, type Problem } from './problem.ts'
import type { Scenario } from './scenario.ts'
import { placeOf, plain, treeAt, type MapTree, type Path } from './source-tree.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Where a scenario comes from. */
export interface Origin {
  readonly id: string
  readonly file: string
  readonly parameters: Readonly<Record<string, string>>
}

/** Reads one tree with its parameters filled in. The scenario is there only when nothing is wrong. */
export function readScenario(
  tree: MapTree,
  origin: Origin,
  vocabulary: Vocabulary,
): { readonly scenario?: Scenario; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const report = (problem: Problem): void => void problems.push(problem)
  const draft: Draft = {
    tree,
    frame: readFrame(tree, report),
    load: readLoad(tree, vocabulary, report),
    faults: membersOf(tree, 'faults', (path) => readFault(tree, path, vocabulary.faults, report)),
    names: membersOf(tree, 'faults', (path) => readNames(tree, path, vocabulary.faults)),
    expect: membersOf(tree, 'expect', (path) =>
      readExpectation(tree, path, vocabulary.checks, report),
    ),
  }
  crossCheck(draft, vocabulary, report)
  return problems.length > 0
    ? { problems }
    : { scenario: assemble(draft, origin, vocabulary), problems }
}

/** The frame, without the keys that are wrong, so that the rest can still be looked at. */
function readFrame(tree: MapTree, report: (problem: Problem) => void): Frame {
  const given = plain(tree)
  const whole = frame.safeParse(given)
  if (whole.success) return whole.data
  const allowedKeys = [...Object.keys(frame.shape), ...Object.keys(earlyKeys)]
  problemsOf(whole.error.issues, { tree, path: [], allowedKeys, schema: frame }).forEach(report)
  const wrong = new Set(whole.error.issues.map(({ path }) => String(path[0])))
  const rest = Object.entries(given ?? {}).filter(([key]) => key in frame.shape && !wrong.has(key))
  return frame.partial().safeParse(Object.fromEntries(rest)).data ?? {}
}

function readLoad(
  tree: MapTree,
  { target }: Vocabulary,
  report: (problem: Problem) => void,
): Draft['load'] {
  const load = treeAt(tree, ['load'])
  if (load === tree || load.kind !== 'map') return []
  return [...load.entries].map(([op, { key, value }]) => {
    const path = ['load', op]
    if (!Object.hasOwn(target.operations, op)) {
      report({ ...key, ...unknownWord('operation', op, Object.keys(target.operations)) })
    }
    const read = rate.safeParse(plain(value))
    if (read.success && read.data > 0) return { path, value: { op, rate: read.data } }
    const message =
      read.error?.issues[0]?.message ?? 'a rate of 0 is no load; leave the operation out'
    report({ ...placeOf(tree, path), message: `load.${op}: ${message}` })
    return { path, value: { op } }
  })
}

function membersOf<T>(
  tree: MapTree,
  key: 'faults' | 'expect',
  read: (path: Path) => T | undefined,
): readonly Written<T>[] {
  const list = tree.entries.get(key)?.value
  if (list?.kind !== 'list') return []
  return list.items.flatMap((_, index) => {
    const path = [key, index]
    const value = read(path)
    return value === undefined ? [] : [{ path, value }]
  })
}

/** What nobody writes to and no expectation names says nothing about this scenario, and reading takes time. */
function ledgersOf(draft: Draft, { target, checks }: Vocabulary): readonly string[] {
  const written = draft.load.map(({ value: { op } }) => target.operations[op]?.writes?.ledger)
  const named = draft.expect.flatMap((expectation) => {
    const check = checks[expectation.value.check]
    return check === undefined ? [] : namesIn(expectation, check, draft)
  })
  return [
    ...new Set([
      ...written.filter((ledger) => ledger !== undefined),
      ...named.filter(({ kind }) => kind === 'ledger').map(({ name }) => name),
    ]),
  ]
}

function assemble(draft: Draft, origin: Origin, vocabulary: Vocabulary): Scenario {
  const { frame, load, faults, expect } = draft
  const { checks } = vocabulary
  const { claim = '', tags = [], journeys = [], without = [], plant = [], requires = [] } = frame
  const { services } = frame
  const expectFail = frame['expect-fail']
  const { because = '', checks: mayFail, ticket, until } = expectFail ?? {}
  // A journey that is judged must be played, whether or not it is listed.
  const judged = expect.flatMap(({ value: { check, options } }) => {
    const subject = checks[check]?.subject === 'journey' ? options[check] : undefined
    return typeof subject === 'string' ? [subject] : []
  })
  const planned = load.flatMap(({ value: { op, rate } }): readonly PlannedLoad[] =>
    rate === undefined ? [] : [{ op, rate }],
  )
  return {
    ...origin,
    claim,
    tags,
    load: planned,
    faults: faults.map(({ value }) => value),
    warmUpMs: frame['warm-up'] ?? 0,
    baselineMs: frame.baseline ?? 0,
    observeMs: frame.observe ?? 0,
    expect: expect.map(({ value }) => value),
    journeys: [...new Set([...journeys, ...judged])],
    ledgers: ledgersOf(draft, vocabulary),
    ...(services === undefined ? {} : { services }),
    without,
    plant,
    fresh: frame.fresh ?? false,
    repeat: frame.repeat ?? 1,
    requires,
    ...(expectFail === undefined
      ? {}
      : {
          expectFail: {
            because,
            ...(mayFail === undefined ? {} : { checks: mayFail }),
            ...(ticket === undefined ? {} : { ticket }),
            ...(until === undefined ? {} : { until }),
          },
        }),
  }
}
