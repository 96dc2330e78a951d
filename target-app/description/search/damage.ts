/** Damage to the files that the search starts from. It is noticed only when a replica reads them again. */
import type { Action, TargetContext } from 'aftershock'

/** One bit in every 401st byte: letters become others, prices too, and now and then a line cannot be read. */
const program = `
import { readFileSync, writeFileSync } from 'node:fs'
for (const age of process.argv.slice(1)) {
  const path = '/var/lib/shop/search/' + age + '.snapshot'
  const bytes = readFileSync(path)
  for (let at = 200; at < bytes.length; at += 401) bytes[at] ^= 1
  writeFileSync(path, bytes)
}`

async function damage(context: TargetContext, ages: readonly string[]): Promise<string> {
  const replicas = context.replicasOf('search')
  const command = ['node', '--input-type=module', '-e', program, ...ages]
  for (const replica of replicas) {
    const { exitCode, stderr } = await context.exec(replica, command)
    if (exitCode !== 0) throw new Error(`the files of ${replica} were not damaged: ${stderr}`)
  }
  return `${ages.join(', ')} snapshot of ${replicas.join(' and ')} damaged`
}

const damaging = (summary: string, ...ages: readonly string[]): Action => ({
  summary,
  needs: ['search'],
  run: (context) => damage(context, ages),
})

export const actions = {
  'damage-newest-snapshot': damaging(
    'Change bits in the newest snapshot of every search replica.',
    'newest',
  ),
  'damage-all-snapshots': damaging(
    'Change bits in every snapshot of every search replica.',
    'newest',
    'previous',
    'oldest',
  ),
}
