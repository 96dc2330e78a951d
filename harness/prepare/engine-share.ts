import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** All containers together weigh as much as so many programs outside of them. */
const programs = 16
const sharePerProgram = 1024

/**
 * Without systemd nobody divides a machine's processors, and all containers together weigh as much as one single
 * program outside of them: a browser or a compiler then starves everything that is measured. To be called before
 * the engine is started. Only control groups of version 1 are known; elsewhere things stay as they are.
 * @param processors where the groups that share the processors are
 */
export function giveContainersTheirShare(processors = '/sys/fs/cgroup/cpu'): void {
  if (!existsSync(join(processors, 'cpu.shares'))) return
  // The engine puts its containers here, and uses a group that is there already.
  const group = join(processors, 'docker')
  mkdirSync(group, { recursive: true })
  writeFileSync(join(group, 'cpu.shares'), String(programs * sharePerProgram))
}
