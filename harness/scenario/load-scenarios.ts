import { access, readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { reasonOf, UserError } from '../errors.ts'
import { readWithIncludes } from './include.ts'
import { expandMatrix } from './matrix.ts'
import { problemsError, type Problem, type Sources } from './problem.ts'
import { readScenario } from './read-scenario.ts'
import type { Scenario } from './scenario.ts'
import type { MapTree } from './source-tree.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Everything that was found in scenario files, right and wrong. */
export interface Loaded {
  readonly scenarios: readonly Scenario[]
  readonly problems: readonly Problem[]
  /** The text of every file that was read, for showing problems. */
  readonly sources: Sources
}

/**
 * All scenario files below a folder, in order. Files whose name begins with `_` are parts for
 * `include`, not scenarios. Throws a UserError when the folder cannot be read.
 */
export async function scenarioFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new UserError(`cannot read scenarios in ${folder}: ${reasonOf(error)}`, { cause: error })
  })
  return entries
    .filter((name) => /(?:^|[\\/])[^_\\/.][^\\/]*\.ya?ml$/.test(name))
    .map((name) => join(folder, name))
    .toSorted((a, b) => scenarioId(a, folder).localeCompare(scenarioId(b, folder)))
}

/** The id of a scenario: its path below the folder without the ending, the same on every machine. */
export function scenarioId(file: string, folder: string): string {
  return relative(resolve(folder), resolve(file))
    .split(sep)
    .join('/')
    .replace(/\.ya?ml$/, '')
}

/** Reads and checks scenario files. Nothing is thrown for what is wrong in them: all problems are listed. */
export async function loadScenarios(
  files: readonly string[],
  folder: string,
  vocabulary: Vocabulary,
): Promise<Loaded> {
  const sources = new Map<string, string>()
  const problems: Problem[] = []
  const scenarios: Scenario[] = []
  const read = async (file: string): Promise<string> => {
    const text = await readFile(file, 'utf8')
    sources.set(file, text)
    return text
  }
  for (const file of files) {
    await access(file).catch((error: unknown) => {
      throw new UserError(`cannot read ${file}: ${reasonOf(error)}`, {
        hint: '`npx aftershock list` shows all scenarios.',
      })
    })
    const tree = await readWithIncludes(file, read, (from, name) => join(dirname(from), name))
    problems.push(...tree.problems)
    // Half a file would only yield problems that follow from the first.
    if (tree.problems.length > 0) continue
    const found = scenariosOf(tree.tree, file, scenarioId(file, folder), vocabulary)
    problems.push(...found.problems)
    scenarios.push(...found.scenarios)
  }
  return { scenarios, problems, sources }
}

/** As `loadScenarios`, but throws one UserError (exit code 64) that tells every problem. */
export async function loadValidScenarios(
  files: readonly string[],
  folder: string,
  vocabulary: Vocabulary,
): Promise<readonly Scenario[]> {
  const { scenarios, problems, sources } = await loadScenarios(files, folder, vocabulary)
  if (problems.length > 0) throw problemsError(problems, sources)
  return scenarios
}

/** One scenario per combination of parameters. */
export function scenariosOf(
  tree: MapTree,
  file: string,
  id: string,
  vocabulary: Vocabulary,
): { readonly scenarios: readonly Scenario[]; readonly problems: readonly Problem[] } {
  const { variants, problems } = expandMatrix(tree)
  // Where a parameter is wrong, the text that stayed there is wrong for every schema too.
  const told = new Set(problems.map(placeText))
  const read = variants.map(({ tree, suffix, parameters }) =>
    readScenario(tree, { id: id + suffix, file, parameters }, vocabulary),
  )
  return {
    scenarios: read.flatMap(({ scenario }) => scenario ?? []),
    problems: [
      ...problems,
      ...read.flatMap((one) => one.problems).filter((one) => !told.has(placeText(one))),
    ],
  }
}

function placeText({ file, line, column }: Problem): string {
  return `${file}:${line}:${column}`
}
