import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
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

/**
 * The folder that the ids of scenarios count from: the one asked for; for single files the usual one,
 * or, where they lie outside of it, the one that holds all of them.
 */
export function scenarioFolder(paths: readonly string[]): string {
  const usual = existsSync('scenarios')
    ? 'scenarios'
    : relative('', join(packageFolder, 'scenarios'))
  const [first] = paths
  if (first === undefined) return usual
  if (!isScenarioFile(first)) return first
  const files = paths.filter(isScenarioFile)
  return files.every((file) => isBelow(file, usual)) ? usual : folderOfAll(files)
}

export function isScenarioFile(path: string): boolean {
  return /\.ya?ml$/.test(path)
}

function isBelow(path: string, folder: string): boolean {
  return resolve(path).startsWith(`${resolve(folder)}${sep}`)
}

/** The deepest folder that holds all of these files. */
function folderOfAll(files: readonly string[]): string {
  let folder = dirname(files[0] ?? '')
  while (
    !files.every((file) => isBelow(file, folder)) &&
    resolve(folder) !== dirname(resolve(folder))
  )
    folder = join(folder, '..')
  return folder
}
