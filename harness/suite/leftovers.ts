import { findLabelled, removeThese, type Leftovers } from '../runtime/remove.ts'

/** What runs that are no longer alive have left behind; `run` narrows it to one. */
export async function findDead(): Promise<Leftovers> {
  const { containers, networks } = await findLabelled()
  const alive = new Set(containers.filter(({ pid }) => isAlive(pid)).map(({ run }) => run))
  return {
    containers: containers.filter(({ run }) => !alive.has(run)),
    networks: networks.filter(({ run, pid }) => !alive.has(run) && !isAlive(pid)),
  }
}

/** Removes what dead runs left; answers with what it was. */
export async function cleanDead(): Promise<Leftovers> {
  const dead = await findDead()
  await removeThese(dead)
  return dead
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid > 0
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
