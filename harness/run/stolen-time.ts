import { readFile } from 'node:fs/promises'
import { formatMs, formatRatio } from '../units.ts'
import type { Recorder } from './recorder.ts'

const everyMs = 1000
/** Less than this, or for less long, is felt by hardly anybody. */
const leastShare = 0.2
const leastMs = 1500

/** One look at the processors: ticks since they were started, and at what time of the run. */
export interface Look {
  readonly at: number
  readonly stolen: number
  readonly all: number
}

/** A time in which the machine was not wholly ours, milliseconds since the run's epoch. */
export interface StolenTime {
  readonly from: number
  readonly to: number
  /** Of the time of all processors. */
  readonly share: number
}

/** The first line of `/proc/stat`: user nice system idle iowait irq softirq steal (proc(5)); null where there is no such thing. */
export function readLook(text: string, at: number): Look | null {
  const [name, ...ticks] = text.split('\n', 1)[0]?.trim().split(/\s+/u) ?? []
  // What guests got, the ninth and tenth, is in `user` and `nice` already.
  const counted = ticks.slice(0, 8).map(Number)
  const [, , , , , , , stolen] = counted
  if (name !== 'cpu' || stolen === undefined || counted.some(Number.isNaN)) return null
  return { at, stolen, all: counted.reduce((sum, each) => sum + each, 0) }
}

/** The times between looks, a second and a half and longer, in which others had at least a fifth of the processors. */
export function stolenTimes(looks: readonly Look[]): readonly StolenTime[] {
  const runs: [first: Look, last: Look][] = []
  for (const [index, look] of looks.entries()) {
    const before = looks[index - 1]
    if (before === undefined || shareBetween(before, look) < leastShare) continue
    const run = runs.at(-1)
    if (run?.[1] === before) run[1] = look
    else runs.push([before, look])
  }
  return runs
    .filter(([first, last]) => last.at - first.at >= leastMs)
    .map(([first, last]) => ({
      ...{ from: first.at, to: last.at, share: shareBetween(first, last) },
    }))
}

function shareBetween(before: Look, after: Look): number {
  const all = after.all - before.all
  return all <= 0 ? 0 : (after.stolen - before.stolen) / all
}

/**
 * Looks once a second at how much of the processors' time the host of a virtual machine gave to others. Answers with
 * what ends that and writes down when it was much: whatever was slow then need not be the target's fault.
 */
export function watchStolenTime(recorder: Recorder): () => void {
  const looks: Look[] = []
  const look = async (): Promise<void> => {
    const at = recorder.now()
    // Elsewhere than on Linux nobody tells.
    const text = await readFile('/proc/stat', 'utf8').catch(() => '')
    const found = readLook(text, at)
    if (found !== null) looks.push(found)
  }
  // Looking on keeps no process alive.
  const timer = setInterval(() => void look(), everyMs).unref()
  return () => {
    clearInterval(timer)
    for (const { from, to, share } of stolenTimes(looks)) {
      const text = `others had ${formatRatio(share)} of this machine's processors for ${formatMs(to - from)}`
      recorder.record({ kind: 'doubt', at: from, about: 'machine', fatal: false, text })
    }
  }
}
