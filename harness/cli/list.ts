import { listScenarios } from '../scenario/index.ts'
import { loadTarget } from './places.ts'
import { selectedScenarios, type SelectionOptions } from './selection.ts'

/** Prints one line per scenario. */
export async function list(
  paths: readonly string[],
  options: SelectionOptions & { readonly target?: string },
): Promise<void> {
  const { target } = await loadTarget(options.target)
  process.stdout.write(`${listScenarios(await selectedScenarios(paths, options, target))}\n`)
}
