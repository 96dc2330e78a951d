import { existsSync } from 'node:fs'
import { reasonOf, UserError } from '../errors.ts'
import {
  loadValidScenarios,
  scenarioFiles,
  selectScenarios,
  type Scenario,
} from '../scenario/index.ts'
import type { Target } from '../target/target.ts'
import { isScenarioFile, scenarioFolder } from './places.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Which scenarios a command is about, as written on the command line. */
export interface SelectionOptions {
  readonly grep?: string
  readonly grepInvert?: string
  readonly tag?: readonly string[]
}

/**
 * The scenarios that the paths, ids and filters select. `--grep` is a regular expression over id and claim;
 * the dashes of an id also match as spaces. @throws UserError when nothing is selected.
 */
export async function selectedScenarios(
  paths: readonly string[],
  { grep, grepInvert, tag = [] }: SelectionOptions,
  target: Target,
): Promise<readonly Scenario[]> {
  const { files, folder, ids } = await filesOf(paths)
  const all = await loadValidScenarios(files, folder, vocabularyOf(target))
  const tagged = selectScenarios(all, { names: ids, tags: tag })
  const matches = (pattern: RegExp, scenario: Scenario): boolean =>
    pattern.test(`${scenario.id} ${scenario.id.replaceAll('-', ' ')} ${scenario.claim}`)
  const wanted = regularExpression('--grep', grep)
  const unwanted = regularExpression('--grep-invert', grepInvert)
  const chosen = tagged.filter(
    (scenario) =>
      (wanted === undefined || matches(wanted, scenario)) &&
      (unwanted === undefined || !matches(unwanted, scenario)),
  )
  if (chosen.length === 0)
    throw new UserError(`no scenario in ${folder} is selected`, {
      hint: `There are: ${all.map(({ id }) => id).join(', ') || 'none'}.`,
    })
  return chosen
}

/** What is neither a file nor a folder is the id of a scenario. */
export async function filesOf(paths: readonly string[]): Promise<{
  readonly files: readonly string[]
  readonly folder: string
  readonly ids: readonly string[]
}> {
  const ids = paths.filter((path) => !isScenarioFile(path) && !existsSync(path))
  const places = paths.filter((path) => !ids.includes(path))
  const folder = scenarioFolder(places)
  const named = places.filter(isScenarioFile)
  return { files: named.length > 0 ? named : await scenarioFiles(folder), folder, ids }
}

function regularExpression(option: string, pattern: string | undefined): RegExp | undefined {
  try {
    return pattern === undefined ? undefined : new RegExp(pattern, 'i')
  } catch (error) {
    throw new UserError(`${option}: ${reasonOf(error)}`)
  }
}
