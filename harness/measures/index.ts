import { acknowledgedLost } from './acknowledged-lost.ts'
import { availability } from './availability.ts'
import { availabilityLenient } from './availability-lenient.ts'
import { injectionLatency } from './injection-latency.ts'
import { latencyP50After } from './latency-p50-after.ts'
import { latencyP50Baseline } from './latency-p50-baseline.ts'
import { latencyP50Fault } from './latency-p50-fault.ts'
import { latencyP95After } from './latency-p95-after.ts'
import { latencyP95Baseline } from './latency-p95-baseline.ts'
import { latencyP95Fault } from './latency-p95-fault.ts'
import { lostRequests } from './lost-requests.ts'
import type { Measure } from './measure.ts'
import { outage } from './outage.ts'
import { recoveryPoint } from './recovery-point.ts'
import { relapses } from './relapses.ts'
import { tierOccupancy } from './tier-occupancy.ts'
import { timeToDetect } from './time-to-detect.ts'
import { timeToImpact } from './time-to-impact.ts'
import { timeToRecover } from './time-to-recover.ts'
import { timeToRecoverAfterHeal } from './time-to-recover-after-heal.ts'

/** All measures, in the order in which a report shows them. */
export const measures = {
  'injection-latency': injectionLatency,
  'time-to-impact': timeToImpact,
  'time-to-detect': timeToDetect,
  'time-to-recover': timeToRecover,
  'time-to-recover-after-heal': timeToRecoverAfterHeal,
  relapses,
  outage,
  availability,
  'availability-lenient': availabilityLenient,
  'tier-occupancy': tierOccupancy,
  'lost-requests': lostRequests,
  'acknowledged-lost': acknowledgedLost,
  'recovery-point': recoveryPoint,
  'latency-p50-baseline': latencyP50Baseline,
  'latency-p50-fault': latencyP50Fault,
  'latency-p50-after': latencyP50After,
  'latency-p95-baseline': latencyP95Baseline,
  'latency-p95-fault': latencyP95Fault,
  'latency-p95-after': latencyP95After,
} satisfies Record<string, Measure>
