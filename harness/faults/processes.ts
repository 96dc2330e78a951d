import type { Replica } from '../runtime/environment.ts'

/**
 * The beginning of every script here. `each` calls a function with the number and the birth of every process
 * whose command line fits the pattern in $1, but the first one, which is there to supervise, and but those
 * that run this script: they have the pattern in their command line, and are known by their name, $0.
 * It needs nothing but a shell, `tr` and `grep`, since many images have no more.
 */
const each = `
born() { stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1; set -- \${stat##*) }; echo "\${20}"; }
state() { stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1; set -- \${stat##*) }; echo "$1"; }
each() {
  for folder in /proc/[0-9]*; do
    id=\${folder#/proc/}
    [ "$id" = 1 ] && continue
    line=$(tr '\\0' ' ' 2>/dev/null <"$folder/cmdline") || continue
    case "$line" in ''|*"$0"*) continue ;; esac
    printf %s "$line" | grep -Eq -e "$1" || continue
    birth=$(born "$id") && "$2" "$id" "$birth"
  done
}
`

/** Signals processes and prints them, then waits until all of them have got the signal: stopped, or gone. */
const signalScript = (signal: 'STOP' | 'KILL', isDone: string): string => `${each}
hit() { kill -${signal} "$1" && echo "$1:$2"; }
found=$(each "$1" hit)
for one in $found; do
  tries=0
  until ${isDone}; do
    tries=$((tries + 1)); [ $tries -gt 100 ] && { echo "process $one got no ${signal}" >&2; exit 1; }
    sleep 0.02
  done
done
echo "$found"`

const stopScript = signalScript('STOP', '[ "$(state "${one%:*}")" = T ]')
const killScript = signalScript(
  'KILL',
  '[ "$(born "${one%:*}")" != "${one#*:}" ] || [ "$(state "${one%:*}")" = Z ]',
)

/** Lets all stopped ones go on. One that was killed or started again meanwhile does not hang any more. */
const continueScript = `${each}
wake() {
  [ "$(state "$1")" = T ] || return 0
  kill -CONT "$1"
  [ "$(state "$1")" != T ] || echo "process $1 is still stopped" >&2
}
left=$(each "$1" wake 2>&1)
[ -z "$left" ] || { echo "$left" >&2; exit 1; }`

/** The first process of a container cannot be stopped from inside, but it can be looked at. */
const firstStateScript = `${each}state 1`

/** Stops the processes that fit a pattern; answers with how many. @throws Error when none fits */
export function stopProcesses(
  replica: Replica,
  pattern: string,
  signal: AbortSignal,
): Promise<number> {
  return signalled(replica, stopScript, pattern, signal)
}

/** Kills the processes that fit a pattern, and waits until they are gone. @throws Error when none fits */
export function killProcesses(
  replica: Replica,
  pattern: string,
  signal: AbortSignal,
): Promise<number> {
  return signalled(replica, killScript, pattern, signal)
}

/** Lets the stopped ones of the processes that fit a pattern go on. */
export async function continueProcesses(
  replica: Replica,
  pattern: string,
  signal: AbortSignal,
): Promise<void> {
  await replica.inside(continueScript, [pattern], signal)
}

/** Whether the first process of a replica is stopped. */
export async function isFirstStopped(replica: Replica, signal: AbortSignal): Promise<boolean> {
  return (await replica.inside(firstStateScript, [], signal)).trim() === 'T'
}

async function signalled(
  replica: Replica,
  script: string,
  pattern: string,
  signal: AbortSignal,
): Promise<number> {
  const hit = (await replica.inside(script, [pattern], signal)).split(/\s+/).filter(Boolean)
  if (hit.length === 0)
    throw new Error(`no process in ${replica.name} fits "${pattern}" (the first one is left out)`)
  return hit.length
}
