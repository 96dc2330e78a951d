import { listScenarios, listWords } from '../scenario/index.ts'
import { loadTarget } from './places.ts'
import { selectedScenarios, type SelectionOptions } from './selection.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Prints one line per scenario, or per word that scenarios may use. */
export async function list(
  paths: readonly string[],
  options: SelectionOptions & { readonly target?: string; readonly words?: boolean },
): Promise<void> {
  const { target } = await loadTarget(options.target)
  const text =
    options.words === true
      ? listWords(vocabularyOf(target))
      : listScenarios(await selectedScenarios(paths, options, target))
  process.stdout.write(`${text}\n`)
}
