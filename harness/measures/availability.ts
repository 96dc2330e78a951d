import type { Measure } from './measure.ts'
import { servedShare } from './served-share.ts'

/** Strict: complete answers in time, from the effective fault until the last one was healed. */
export const availability: Measure = {
  name: 'availability',
  summary: 'Share of requests that got a complete answer in time while the fault lasted.',
  unit: 'ratio',
  better: 'higher',
  per: 'operation',
  read: (history, op) => servedShare(history, op, 'fault', 'strict'),
}
