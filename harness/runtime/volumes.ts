import type { ContainerRuntimeClient } from './engine.ts'
import { labelsFor } from './labels.ts'

/** Makes one labelled volume for each path of a replica; answers with what is mounted where. */
export function createVolumes(
  engine: ContainerRuntimeClient,
  run: string,
  { prefix, paths }: { readonly prefix: string; readonly paths: readonly string[] },
): Promise<readonly { readonly source: string; readonly target: string }[]> {
  return Promise.all(
    paths.map(async (target, i) => {
      const source = `${prefix}-volume-${i + 1}`
      await engine.container.dockerode.createVolume({
        Name: source,
        Labels: labelsFor(run, 'volume'),
      })
      return { source, target }
    }),
  )
}
