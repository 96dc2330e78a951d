import { findEngine, engineCandidates } from '../prepare/engine.ts'
import { findDead, findLabelled } from '../runtime/leftovers.ts'
import { removeThese } from '../runtime/remove.ts'

/** Removes containers, networks and volumes that carry our label and whose run is dead (or all). */
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
    `removed ${found.containers.length} containers, ${found.networks.length} networks and ${found.volumes.length} volumes\n`,
  )
}
