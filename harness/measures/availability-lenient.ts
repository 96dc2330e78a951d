import type { Measure } from './measure.ts'
import { servedShare } from './served-share.ts'

/** As `availability`, but answers of an accepted lower tier count too. */
export const availabilityLenient: Measure = {
  name: 'availability-lenient',
  summary:
    'Share of requests that got an acceptable answer, degraded ones included, while the fault lasted.',
  unit: 'ratio',
  better: 'higher',
  per: 'operation',
  read: (history, op) => servedShare(history, op, 'fault', 'lenient'),
}
