import { findEngine, engineCandidates } from '../prepare/engine.ts'
import { findDead, findLabelled } from '../runtime/leftovers.ts'
import { removeThese } from '../runtime/remove.ts'

/** Removing a whole shop takes some seconds; an engine that has hung never answers. */
const patienceMs = 20_000

/** Removes containers, networks and volumes that carry our label and whose run is dead (or all). */
export async function clean({ all = false }: { readonly all?: boolean }): Promise<void> {
  const { engine } = await findEngine(engineCandidates(process.env))
  if (engine === undefined) {
    process.stdout.write('no container engine answers, so nothing of ours runs\n')
    return
  }
  process.env['DOCKER_HOST'] ??= engine.host
  const found = all ? await findLabelled() : await findDead()
  const patience = setTimeout(() => {
    process.stderr.write(`the engine at ${engine.host} takes long; if it hangs, start it anew\n`)
  }, patienceMs)
  const kept = await removeThese(found).finally(() => clearTimeout(patience))
  const networks = found.networks.length - kept.length
  process.stdout.write(
    `removed ${found.containers.length} containers, ${networks} networks and ${found.volumes.length} volumes\n`,
  )
  if (kept.length > 0) {
    const names = kept.map(({ name }) => name).join(', ')
    process.stdout.write(
      `the engine keeps ${names}: it counts containers in there that have gone, until it is started anew\n`,
    )
  }
}
