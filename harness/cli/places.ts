import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { reasonOf, UserError } from '../errors.ts'
import type { Target } from '../target/target.ts'

/** The folder of this package: the reference shop and its scenarios are found there. */
export const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

export interface LoadedTarget {
  readonly target: Target
  /** Absolute folder of the target's description. */
  readonly folder: string
}

/** Loads a target's description: the default export of a module. @throws UserError when it is none. */
export async function loadTarget(path: string | undefined): Promise<LoadedTarget> {
  const file = resolve(path ?? join(packageFolder, 'target-app', 'target.ts'))
  if (!existsSync(file))
    throw new UserError(`no target at ${file}`, {
      hint: '--target names a module whose default export describes a system; see target-app/target.ts.',
    })
  const module = (await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new UserError(`${file} cannot be loaded: ${reasonOf(error)}`, { cause: error })
  })) as { default?: Target }
  if (module.default?.services === undefined)
    throw new UserError(`${file} has no default export that describes a target`)
  return { target: module.default, folder: dirname(file) }
}

/** Where the scenario paths of a command lie: the files asked for, and the folder their ids count from. */
export function scenarioFolder(paths: readonly string[]): string {
  const first = paths[0]
  if (first === undefined || resolve(first).endsWith('.yaml') || resolve(first).endsWith('.yml')) {
    return existsSync('scenarios') ? 'scenarios' : relative('', join(packageFolder, 'scenarios'))
  }
  return first
}
