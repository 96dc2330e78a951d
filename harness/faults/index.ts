import { act } from './act.ts'
import type { Fault } from './fault.ts'
import { kill } from './kill.ts'
import { latency } from './latency.ts'
import { none } from './none.ts'
import { partition } from './partition.ts'
import { pause } from './pause.ts'
import { reset } from './reset.ts'
import { stop } from './stop.ts'

/** Every fault by the word that scenarios use for it. */
export const faults = { none, kill, stop, pause, latency, partition, reset, act } satisfies Record<
  string,
  Fault
>
