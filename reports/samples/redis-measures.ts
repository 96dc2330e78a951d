import type { MeasureReport } from '../report-data.ts'
import { measure } from './parts.ts'

/** The measures of a Redis failover, for samples. `back` is when cart.add recovered, ms. */
export function redisMeasures(back: number, lost: number): MeasureReport[] {
  return [
    ...measure('time-to-recover', 'From the fault until users were served again.', 'ms', 'lower', {
      'cart.add': { value: back, samples: 5100, resolution: 42, at: back },
      'cart.read': { value: 2180, samples: 5100, resolution: 42, at: 2180 },
      'guide.recommend': { value: null, because: 'never went down' },
    }),
    ...measure('impact', 'From the fault until the first user felt it.', 'ms', 'neither', {
      'cart.add': { value: 31, samples: 5100, resolution: 17, at: 31 },
      'cart.read': { value: 48, samples: 5100, resolution: 17, at: 48 },
      'guide.recommend': { value: 212, samples: 1700, resolution: 50, at: 212 },
    }),
    ...measure(
      'availability',
      'Good answers among all requests while the fault lasted.',
      'ratio',
      'higher',
      {
        'cart.add': { value: 0.4312, samples: 1500, low: 0.4063, high: 0.4564 },
        'cart.read': { value: 0.9633, samples: 1500, low: 0.9525, high: 0.9717 },
        'guide.recommend': { value: 1, samples: 500, low: 0.9926, high: 1 },
      },
    ),
    ...measure(
      'lost-requests',
      'Good answers missing against the baseline rate.',
      'count',
      'lower',
      {
        'cart.add': { value: lost, samples: 5100 },
        'cart.read': { value: 55, samples: 5100 },
        'guide.recommend': { value: 0, samples: 1700 },
      },
    ),
    ...measure('latency-p95', '95th percentile of good answers during the fault.', 'ms', 'lower', {
      'cart.add': { value: 148, samples: 647, low: 131, high: 166 },
      'cart.read': { value: 61, samples: 1445, low: 58, high: 66 },
      'guide.recommend': { value: 119, samples: 500, low: 108, high: 127 },
    }),
    ...measure('detection', 'From the fault until the system noticed it itself.', 'ms', 'lower', {
      '': { value: 5112, samples: 1, resolution: 5, at: 5112, note: 'redis-sentinel-2: +odown' },
    }),
    ...measure(
      'lost-writes',
      'Acknowledged writes that are missing in the end.',
      'count',
      'lower',
      {
        '': { value: 0, samples: 4246, high: 0.0007, note: 'at most 0.07 % with 95 % confidence' },
      },
    ),
  ]
}
