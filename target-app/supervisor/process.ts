/** The service as a child process. Its output is the container's own. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { wordsOf } from '../service/error-words.ts'
import type { Process } from './keeper.ts'

/**
 * Left to itself, the garbage collector of a busy service lets its youngest space grow by a hundred MiB, and
 * a healthy service would come near the limit that is there for leaks.
 */
const heap = ['--max-semi-space-size=8', '--max-old-space-size=256']

/** A machine without room for another process is a death like any other: it is tried again later. */
export function startService(
  main: string,
  more: readonly string[],
  release: string,
  node = process.execPath,
): Process {
  try {
    const child = spawn(node, [...heap, main, ...more], {
      stdio: 'inherit',
      env: { ...process.env, RELEASE: release },
    })
    return {
      pid: child.pid,
      kill(signal) {
        // What never began has no number, and Node would send the signal to everybody in this container's group.
        if (child.pid !== undefined) child.kill(signal)
      },
      onExit(then) {
        child.once('exit', (code) => then(code ?? 1))
        child.on('error', (error) => {
          // A signal that could not be sent is an error too, and the process is still there.
          if (child.pid === undefined) then(1, error.message)
        })
      },
    }
  } catch (error) {
    // Some of these errors are thrown, others come as an event.
    return {
      pid: undefined,
      kill: () => {},
      onExit: (then) => void setImmediate(then, 1, wordsOf(error)),
    }
  }
}

const pageBytes = 4096

/** Memory of a process in MiB, as the kernel counts what is resident; 0 when it is gone. */
export function memoryOf(pid: number): number {
  try {
    const [, resident = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
    return (Number(resident) * pageBytes) / 2 ** 20
  } catch {
    return 0
  }
}
