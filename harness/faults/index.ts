import { act } from './act.ts'
import { corrupt } from './corrupt.ts'
import type { Fault } from './fault.ts'
import { hang } from './hang.ts'
import { kill } from './kill.ts'
import { latency } from './latency.ts'
import { none } from './none.ts'
import { partition } from './partition.ts'
import { pause } from './pause.ts'
import { reset } from './reset.ts'
import { stop } from './stop.ts'
import { surge } from './surge.ts'

/** Every fault by the word that scenarios use for it. */
export const faults = {
  none,
  kill,
  stop,
  pause,
  hang,
  corrupt,
  latency,
  partition,
  reset,
  surge,
  act,
} satisfies Record<string, Fault>
