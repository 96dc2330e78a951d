import { loadValidScenarios, scenarioFiles } from '../scenario/index.ts'
import { isScenarioFile, loadTarget, scenarioFolder } from './places.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Checks scenario files and says how many are valid. @throws UserError with every problem at once. */
export async function validate(
  paths: readonly string[],
  options: { readonly target?: string },
): Promise<void> {
  const { target } = await loadTarget(options.target)
  const folder = scenarioFolder(paths)
  const named = paths.filter(isScenarioFile)
  const files = named.length > 0 ? named : await scenarioFiles(folder)
  const scenarios = await loadValidScenarios(files, folder, vocabularyOf(target))
  process.stdout.write(`${scenarios.length} scenarios in ${files.length} files are valid\n`)
}
