/** What this replica tells Prometheus. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { BreakerState } from '../contracts/answers.ts'

export interface Metrics {
  answered(method: string, status: number, ms: number): void
  breaker(name: string, state: BreakerState): void
  text(): Promise<string>
}

export interface MoreMetrics extends Metrics {
  /** A number of this service's own, such as how much waits; set it with what is returned. */
  level(name: string, help: string): (value: number) => void
  /** 1 while something of this service's own is as it should be, else 0; looked at whenever somebody asks. */
  wellness(name: string, help: string, isWell: () => boolean): void
}

const heights: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 }

export function newMetrics(): MoreMetrics {
  const registers = [new Registry()]
  for (const register of registers) collectDefaultMetrics({ register })
  const answers = new Counter({
    name: 'shop_answers_total',
    help: 'Answers by method and status',
    labelNames: ['method', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'shop_answer_seconds',
    help: 'Time until the answer was ready',
    labelNames: ['method'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4],
    registers,
  })
  const breakers = new Gauge({
    name: 'shop_breaker_state',
    help: 'Circuit breakers: 0 closed, 1 half-open, 2 open',
    labelNames: ['name'],
    registers,
  })
  return {
    answered: (method, status, ms) => {
      answers.inc({ method, status })
      seconds.observe({ method }, ms / 1000)
    },
    level(name, help) {
      const gauge = new Gauge({ name, help, registers })
      return (value) => gauge.set(value)
    },
    wellness(name, help, isWell) {
      const gauge: Gauge = new Gauge({
        ...{ name, help, registers },
        collect: () => gauge.set(isWell() ? 1 : 0),
      })
    },
    breaker: (name, state) => breakers.set({ name }, heights[state]),
    text: async () =>
      (await Promise.all(registers.map((register) => register.metrics()))).join('\n'),
  }
}
