import { latencyMeasure } from './latency.ts'

export const latencyP95Baseline = latencyMeasure(95, 'baseline')
