import type { ScenarioReport } from '../report-data.ts'
import { failingScenario } from './failing.ts'
import { report } from './parts.ts'
import { redisMeasures } from './redis-measures.ts'
import { series } from './series.ts'
import { thumbnail } from './thumbnail.ts'

const { headline: _late, ...rest } = failingScenario
const { from, to } = failingScenario.timeline

/** The same failover when the clients notice: back well within the limit. */
export const passingScenario: ScenarioReport = {
  ...rest,
  verdict: 'PASSED',
  happened:
    'redis-1 was killed under 140 requests/s and restarted after 25 s. cart.add failed 341 of 1,500 requests while the fault lasted and was back 5.73 s after the fault; cart.read failed 55 of 1,500 and was back after 2.18 s; guide.recommend answered every request, 114 of 500 degraded.',
  judgements: failingScenario.judgements.map((judgement) =>
    judgement.status === 'fail'
      ? {
          ...judgement,
          status: 'pass',
          message: 'cart.add was back after 5.73 s.',
          evidence: [],
          measured: {
            label: 'recovery of cart.add',
            unit: 'ms',
            reading: { value: 5731, samples: 5100, resolution: 42, at: 5731 },
            limit: { relation: 'at-most', value: 8000 },
          },
        }
      : judgement,
  ),
  measures: redisMeasures(5731, 341),
  timeline: {
    ...failingScenario.timeline,
    events: failingScenario.timeline.events.filter((event) => event.at < 6000 || event.at > 20_000),
    operations: failingScenario.timeline.operations.map((operation) =>
      operation.op === 'cart.add'
        ? series({
            op: 'cart.add',
            rate: 60,
            latencyLimitMs: 300,
            from,
            to,
            p50: 18,
            spells: [
              { from: 0, to: 5500, fail: 0.93, unknown: 0.07 },
              { from: 5500, to: 6500, slow: 0.3, drag: 6 },
            ],
            recoveredAt: 5731,
            recoveryLimit: 8000,
          })
        : operation,
    ),
  },
  screenshots: failingScenario.screenshots.map((shot) => {
    const { error: _error, ...kept } = shot
    return {
      ...kept,
      ok: true,
      steps: shot.steps.map((step) => ({ ...step, ok: true, ms: Math.min(step.ms, 740) })),
      thumbnail: thumbnail(shot.moment === 'fault' ? 'reduced' : 'whole'),
    }
  }),
  errors: failingScenario.errors.map((group) => ({
    ...group,
    count: Math.ceil(group.count * 0.4),
    last: Math.min(group.last, 5700),
  })),
  doubts: [],
}

export const passing = report([passingScenario])
