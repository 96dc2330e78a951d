import { prepareMachine, type Machine } from '../../harness/cli/machine.ts'
import { loadTarget, packageFolder, type LoadedTarget } from '../../harness/cli/places.ts'
import type { Environment } from '../../harness/runtime/environment.ts'
import { startEnvironment } from '../../harness/runtime/start-environment.ts'

export const tinyModule = `${packageFolder}test/fixtures/targets/tiny/target.ts`

/** The tiny target with its images made. */
export async function prepareTiny(): Promise<LoadedTarget & Machine> {
  const loaded = await loadTarget(tinyModule)
  const needs = { browser: false, load: true }
  return { ...loaded, ...(await prepareMachine(loaded, needs, new AbortController().signal)) }
}

/** A run id of tests: short, unique in this process, and easy to tell from real runs. */
export function testRun(name: string): string {
  return `test-${name}-${process.pid}`
}

/** The tiny target, running. Dispose of it at the end of the test. */
export async function startTiny(name: string): Promise<Environment> {
  const { target, images } = await prepareTiny()
  const run = testRun(name)
  return startEnvironment({
    ...{ run, target, images, changes: [], signal: new AbortController().signal },
    prefix: `${run}-e1`,
  })
}
