/** How the guide is put back to the beginning: what it and its neighbours remember is forgotten. */
import type { TargetContext } from 'aftershock'
import { operate } from './operate.ts'

export async function reset(context: TargetContext): Promise<void> {
  const forget = (replica: string, path: string) =>
    operate(context, replica, { method: 'DELETE', path })
  await Promise.all([
    ...context.replicasOf('guide').map((guide) => forget(guide, '/cache')),
    ...context.replicasOf('recommend').map((recommend) => forget(recommend, '/profiles')),
  ])
}
