import type { Check } from '../checks/check.ts'
import type { Expectation } from '../history/history.ts'
import { problemsOf } from './issues.ts'
import { keysOf } from './json-schema.ts'
import { unknownWord, type Problem } from './problem.ts'
import {
  asWritten,
  placeOf,
  plain,
  treeAt,
  type MapTree,
  type Path,
  type Tree,
} from './source-tree.ts'

/** Reads one member of `expect`: `check`, or `{ check: subject, option: … }`. */
export function readExpectation(
  tree: MapTree,
  path: Path,
  checks: Readonly<Record<string, Check>>,
  report: (problem: Problem) => void,
): Expectation | undefined {
  const entry = treeAt(tree, path)
  const askable = Object.values(checks).flatMap(({ name, when }) =>
    when === 'asked' ? [name] : [],
  )
  const words = wordsOf(entry)
  if (words.length === 0) {
    const message = 'an expectation is a check, or a map such as { check: subject, option: … }'
    report({ ...placeOf(tree, path), message, hint: `allowed: ${askable.join(', ')}` })
    return undefined
  }
  const named = words.find((word) => Object.hasOwn(checks, word.text))
  const check = named === undefined ? undefined : checks[named.text]
  if (check === undefined) {
    const [first] = words
    if (first !== undefined) {
      report({ ...first.place, ...unknownWord('check', first.text, askable) })
    }
    return undefined
  }
  if (check.when === 'always') {
    const message = `${check.name} judges every run by itself: leave it out`
    report({ ...placeOf(tree, path), message })
    return undefined
  }
  const given = entry.kind === 'map' ? plain(entry) : { [check.name]: true }
  const options = check.options.safeParse(given)
  if (!options.success) {
    const allowedKeys = keysOf(check.options)
    const found = problemsOf(options.error.issues, {
      tree,
      path,
      allowedKeys,
      schema: check.options,
    })
    found.map((problem) => twoInOne(problem, words, checks)).forEach(report)
    return undefined
  }
  return {
    check: check.name,
    options: options.data,
    line: placeOf(tree, path).line,
    asked: asWritten(entry),
  }
}

interface Word {
  readonly text: string
  readonly place: Problem | Tree['place']
}

function wordsOf(entry: Tree): readonly Word[] {
  if (entry.kind === 'scalar') {
    return typeof entry.value === 'string' ? [{ text: entry.value, place: entry.place }] : []
  }
  if (entry.kind === 'list') return []
  return [...entry.entries].map(([text, { key }]) => ({ text, place: key }))
}

/** A key that is another check's name means that two entries were written as one. */
function twoInOne(
  problem: Problem,
  words: readonly Word[],
  checks: Readonly<Record<string, Check>>,
): Problem {
  const word = words.find(
    ({ place }) => place.line === problem.line && place.column === problem.column,
  )
  const isSecond = word !== undefined && word !== words[0] && Object.hasOwn(checks, word.text)
  return isSecond
    ? { ...problem, hint: `"${word.text}" is a check: write it as an entry of its own` }
    : problem
}
