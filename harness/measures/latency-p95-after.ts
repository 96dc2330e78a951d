import { latencyMeasure } from './latency.ts'

export const latencyP95After = latencyMeasure(95, 'after')
