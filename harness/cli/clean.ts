import { findEngine, engineCandidates } from '../prepare/engine.ts'
import { findLabelled, removeThese } from '../runtime/remove.ts'
import { findDead } from '../suite/leftovers.ts'

/** Removes containers and networks that carry our label and whose run is dead (or all). */
export async function clean({ all = false }: { readonly all?: boolean }): Promise<void> {
  const { engine } = await findEngine(engineCandidates(process.env))
  if (engine === undefined) {
    process.stdout.write('no container engine answers, so nothing of ours runs\n')
    return
  }
  process.env['DOCKER_HOST'] ??= engine.host
  const found = all ? await findLabelled() : await findDead()
  await removeThese(found)
  process.stdout.write(
    `removed ${found.containers.length} containers and ${found.networks.length} networks\n`,
  )
}
