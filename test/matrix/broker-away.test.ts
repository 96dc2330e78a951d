/** What the suite has no time for: the broker is away for a whole minute. */
import { expect, test } from 'vitest'
import { failedChecks, limitMs, playChanged, seeds, told } from './plays.ts'

/** What piled up in a minute takes a while to be delivered. */
const aMinute = {
  'for: 8s': 'for: 60s',
  'observe: 8s': 'observe: 60s',
  'within: 8s': 'within: 60s',
}

test.each(seeds)(
  'all is delivered when the broker was away for a minute, seed %s',
  { timeout: limitMs },
  async (seed) => {
    const report = await playChanged('broker-cut', aMinute, '--seed', seed)
    expect(report.verdict, told(report)).toBe('PASSED')
  },
)

test.each(seeds)(
  'without an outbox nothing can be claimed meanwhile, seed %s',
  { timeout: limitMs },
  async (seed) => {
    const report = await playChanged('broker-cut', aMinute, '--seed', seed, '--without', 'outbox')
    expect(report.verdict, told(report)).toBe('FAILED')
    expect(failedChecks(report), told(report)).toContain('available')
  },
)
