/** Where preparing keeps its files. Everything under `state` may be deleted at any time. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The folder that holds package.json. */
export const repository = join(import.meta.dirname, '..', '..')

/** Git-ignored working folder: logs, binaries, locks. */
export const state = join(repository, '.aftershock')

/** The log of one step, e.g. `build-k6`; its folder exists when this returns. */
export function logFile(step: string): string {
  const folder = join(state, 'logs')
  mkdirSync(folder, { recursive: true })
  return join(folder, `${step}.log`)
}
