import { fits } from '../operation-pattern.ts'
import { UserError } from '../errors.ts'
import { unknownWord } from './problem.ts'
import type { Scenario } from './scenario.ts'

/** What is asked for by hand: ids (`*` stands for anything), and tags of which one must be there. */
export interface Selection {
  readonly names?: readonly string[]
  readonly tags?: readonly string[]
}

/**
 * The scenarios that are asked for, in their own order. The id of a matrix means all its variants.
 * Throws a UserError when a word selects nothing: a typing error must not pass as a green run.
 */
export function selectScenarios(
  scenarios: readonly Scenario[],
  { names = [], tags = [] }: Selection,
): readonly Scenario[] {
  const ids = scenarios.map(({ id }) => id)
  const known = [...new Set(scenarios.flatMap((scenario) => scenario.tags))].toSorted()
  const wrong = [
    ...names
      .filter((name) => !ids.some((id) => selects(name, id)))
      .map((name) => unknownWord('scenario', name, ids)),
    ...tags.filter((tag) => !known.includes(tag)).map((tag) => unknownWord('tag', tag, known)),
  ]
  if (wrong.length > 0) {
    throw new UserError(wrong.map(({ message, hint }) => `${message}\n  ${hint}`).join('\n'))
  }
  return scenarios.filter(
    (scenario) =>
      (names.length === 0 || names.some((name) => selects(name, scenario.id))) &&
      (tags.length === 0 || tags.some((tag) => scenario.tags.includes(tag))),
  )
}

function selects(name: string, id: string): boolean {
  return fits(name, id) || fits(name, id.split('@')[0] ?? id)
}
