import { latencyMeasure } from './latency.ts'

export const latencyP50Fault = latencyMeasure(50, 'fault')
