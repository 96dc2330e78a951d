/** Lines in the logs that tell what the guide noticed and did. */
import type { Target } from 'aftershock'

export const logEvents = {
  'guide-breaker': {
    summary: 'A circuit breaker of the guide changed its state.',
    service: 'guide',
    pattern: /"event":"breaker","name":"([\w-]+)","state":"([\w-]+)"/,
    describe: ([, name, state]) => `guide: breaker around ${name} is ${state}`,
    detects: true,
  },
  'guide-feature': {
    summary: 'A part of the guide was switched off or on.',
    service: 'guide',
    pattern: /"event":"feature","name":"(\w+)","on":(true|false)/,
    describe: ([, name, on]) => `guide: ${name} is switched ${on === 'true' ? 'on' : 'off'}`,
  },
} as const satisfies NonNullable<Target['logEvents']>
