import { latencyMeasure } from './latency.ts'

export const latencyP50Baseline = latencyMeasure(50, 'baseline')
