import { readFile } from 'node:fs/promises'
import { execIn, type Container, type ContainerRuntimeClient } from './engine.ts'
import type { Crowd, WireChange } from './environment.ts'

const program = new URL('crowd-program.ts', import.meta.url)
const undoLimitMs = 5000

/**
 * Lets a crowd come in through the client's own link. It runs beside the wire, where the load comes from too,
 * but without the load's share of the processor: what is measured comes first.
 */
export async function startCrowd(
  {
    engine,
    holder,
    name,
    url,
  }: {
    readonly engine: ContainerRuntimeClient
    /** Holds the wire's network namespace; has Node. */
    readonly holder: Container
    /** Unique in the environment. */
    readonly name: string
    /** The way in, inside that namespace. */
    readonly url: string
  },
  { perSecond, path }: Crowd,
  signal: AbortSignal,
): Promise<WireChange> {
  const source = await readFile(program, 'utf8')
  const run = async (script: string, args: readonly string[], by: AbortSignal): Promise<string> => {
    const command = ['sh', '-c', script, name, ...args]
    const { exitCode, stdout, stderr } = await execIn(engine, holder, command, by)
    if (exitCode === 0) return stdout
    throw new Error(`the crowd: ${(stderr || stdout).trim() || `exit code ${exitCode}`}`)
  }
  const undo = async (undoSignal: AbortSignal): Promise<void> => {
    await run(endScript, [], undoSignal)
  }
  try {
    const first = await run(beginScript, [source, `${url}${path}`, String(perSecond)], signal)
    const { since } = JSON.parse(first) as { since: number }
    return {
      since,
      async touched() {
        const last = await run('tail -n 1 "/tmp/$0.log"', [], AbortSignal.timeout(undoLimitMs))
        const { answered = 0 } = JSON.parse(last) as { answered?: number }
        return answered
      },
      undo,
    }
  } catch (error) {
    await undo(AbortSignal.timeout(undoLimitMs)).catch(() => {})
    throw error
  }
}

/** Starts the program and waits for its first line. */
const beginScript = `
CROWD_URL=$2 CROWD_RATE=$3 node --input-type=module-typescript -e "$1" >"/tmp/$0.log" 2>&1 </dev/null &
echo $! >"/tmp/$0.pid"
for try in $(seq 250); do
  head -n 1 "/tmp/$0.log" | grep . && exit 0
  kill -0 $! 2>/dev/null || break
  sleep 0.02
done
cat "/tmp/$0.log" >&2
exit 1`

/** Ends it, if it still runs, and waits until it has: then it is gone, or nobody has asked how it ended. */
const endScript = `
[ -e "/tmp/$0.pid" ] || exit 0
id=$(cat "/tmp/$0.pid")
kill -KILL "$id" 2>/dev/null
for try in $(seq 100); do
  grep -q '^State:[[:space:]]*[A-Ya-z]' "/proc/$id/status" 2>/dev/null || { rm "/tmp/$0.pid"; exit 0; }
  sleep 0.02
done
echo "it does not end" >&2
exit 1`
