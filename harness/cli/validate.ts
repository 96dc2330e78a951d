import { loadValidScenarios, selectScenarios } from '../scenario/index.ts'
import { loadTarget } from './places.ts'
import { filesOf } from './selection.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Checks scenario files and names those that are valid. @throws UserError with every problem at once. */
export async function validate(
  paths: readonly string[],
  options: { readonly target?: string },
): Promise<void> {
  const { target } = await loadTarget(options.target)
  const { files, folder, ids } = await filesOf(paths)
  const all = await loadValidScenarios(files, folder, vocabularyOf(target))
  const scenarios = selectScenarios(all, { names: ids })
  process.stdout.write(`valid: ${scenarios.map(({ id }) => id).join(', ')}\n`)
}
