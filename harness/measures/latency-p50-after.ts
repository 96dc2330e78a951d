import { latencyMeasure } from './latency.ts'

export const latencyP50After = latencyMeasure(50, 'after')
