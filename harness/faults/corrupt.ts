import { z } from 'zod'
import type { Random } from '../random.ts'
import type { Replica } from '../runtime/environment.ts'
import { settleAll } from '../settle-all.ts'
import { formatCount } from '../units.ts'
import type { Fault } from './fault.ts'
import { replicasNamed, undoLimitMs } from './victims.ts'

const mostBytes = 1024
const options = z.strictObject({
  file: z
    .string()
    .regex(/^\/\S+$/, {
      error: 'write an absolute path without spaces, such as /var/data/index.json',
    })
    .describe('The file inside the replica. Where the name has a *, the newest one that fits.'),
  bytes: z
    .int()
    .min(1)
    .max(mostBytes, { error: `at most ${mostBytes}` })
    .default(64)
    .describe('How many bytes become others, at places chosen by the seed.'),
})

/** Finds the file in $1 and keeps a copy; prints its name, its size and the name of the copy. */
const keepScript = `
file=
for each in $1; do
  [ -f "$each" ] || continue
  [ -z "$file" ] || [ "$each" -nt "$file" ] && file=$each
done
[ -n "$file" ] || { echo "no file $1" >&2; exit 1; }
kept=$(mktemp) && cat "$file" >"$kept" && echo "$file $(wc -c <"$file") $kept"`

/**
 * Changes bytes (`place:bits to flip`, $3 …) of the file $1, whose copy is $2; prints the checksum it has then. A small
 * file is written anew in one go: some processes for each of several hundred bytes would take seconds.
 */
const damageScript = `
file=$1 kept=$2
shift 2
if [ "$(wc -c <"$kept")" -le 1048576 ]; then
  text=$(od -An -v -tu1 "$kept" | awk -v flips="$*" '
    function xor(a, b,   sum, bit) {
      for (bit = 1; bit < 256; bit *= 2) if (int(a / bit) % 2 != int(b / bit) % 2) sum += bit
      return sum + 0
    }
    BEGIN {
      count = split(flips, all, " ")
      for (i = 1; i <= count; i++) { split(all[i], flip, ":"); bits[flip[1]] = flip[2] }
      place = 0
    }
    {
      for (i = 1; i <= NF; i++) {
        printf "\\\\0%03o", (place in bits) ? xor($i, bits[place]) : $i
        place++
      }
    }') || exit 1
  printf %b "$text" >"$file" || exit 1
else
  for each; do
    byte=$(od -An -tu1 -j "\${each%:*}" -N 1 "$kept") || exit 1
    new=$((byte ^ \${each#*:}))
    printf "\\\\$((new >> 6))$((new >> 3 & 7))$((new & 7))" |
      dd of="$file" bs=1 seek="\${each%:*}" conv=notrunc 2>/dev/null || exit 1
  done
fi
sha256sum <"$file"`

/** Puts the copy $2 back into the file $1 if that still is what the damage left ($3), or nobody knows. */
const healScript = `
[ -e "$2" ] || exit 0
if [ -z "$3" ] || [ "$(sha256sum <"$1" 2>/dev/null)" = "$3" ]; then
  cat "$2" >"$1" && cmp -s "$1" "$2" || { echo "$1 could not be put back" >&2; exit 1; }
fi
rm -f "$2"`

/**
 * Changes bytes of a file in place. Healing puts the original back, unless the file has become another one
 * since: what the target repaired, replaced or threw away by itself is left alone.
 */
export const corrupt: Fault<z.infer<typeof options>> = {
  name: 'corrupt',
  summary: 'Damage bytes of a file inside replicas.',
  hurts: 'replicas',
  options,
  async inject({ environment, replicas, random }, { file, bytes }, signal) {
    const done: Damage[] = []
    const heal = async (healSignal: AbortSignal): Promise<void> => {
      await settleAll(done.map((damage) => repair(damage, healSignal)))
    }
    try {
      await settleAll(
        replicasNamed(environment, replicas).map(async (replica) => {
          const damage = await keep(replica, file, signal)
          done.push(damage)
          await harm(damage, bytes, random.derive(replica.name), signal)
        }),
      )
    } catch (error) {
      await heal(AbortSignal.timeout(undoLimitMs)).catch(() => {})
      throw error
    }
    const told = done.map(
      ({ replica, path, size }) =>
        `${formatCount(Math.min(bytes, size))} of ${formatCount(size)} bytes of ${path} in ${replica.name}`,
    )
    return { effect: `damaged ${told.join(', ')}`, heal }
  },
}

interface Damage {
  readonly replica: Replica
  readonly path: string
  readonly size: number
  readonly kept: string
  /** The checksum of the damaged file, when it is known. */
  sum: string
}

async function keep(replica: Replica, file: string, signal: AbortSignal): Promise<Damage> {
  const answer = await replica.inside(keepScript, [file], signal)
  const [path = '', size = '', kept = ''] = answer.trim().split(' ')
  return { replica, path, size: Number(size), kept, sum: '' }
}

async function harm(
  damage: Damage,
  bytes: number,
  random: Random,
  signal: AbortSignal,
): Promise<void> {
  const { replica, path, size, kept } = damage
  if (size === 0) throw new Error(`${path} in ${replica.name} is empty: there is nothing to damage`)
  const places = placesIn(size, bytes, random)
  const flips = places.map((place) => `${place}:${random.integer(1, 255)}`)
  damage.sum = (await replica.inside(damageScript, [path, kept, ...flips], signal)).trim()
}

/** So many different places from 0 to size - 1. */
function placesIn(size: number, count: number, random: Random): readonly number[] {
  const places = new Set<number>()
  while (places.size < Math.min(count, size)) places.add(random.integer(0, size - 1))
  return [...places]
}

async function repair({ replica, path, kept, sum }: Damage, signal: AbortSignal): Promise<void> {
  await replica.inside(healScript, [path, kept, sum], signal)
}
