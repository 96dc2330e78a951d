import { latencyMeasure } from './latency.ts'

export const latencyP95Fault = latencyMeasure(95, 'fault')
