/** What keeps deferred work from being lost, and how each is switched off. */
import type { Target } from 'aftershock'

const off = (setting: string) => ({ environment: { promo: { [setting]: 'off' } } })

export const mechanisms = {
  outbox: {
    summary:
      'A claim and its errand are written together; the errand is sent later, and until it was.',
    off: off('OUTBOX'),
  },
  confirms: {
    summary: 'An errand counts as sent when the broker said that it has it.',
    off: off('CONFIRMS'),
  },
  'retry-backoff': {
    summary:
      'What was refused rests before the next try, longer every time; who refuses everybody is left alone.',
    off: off('RETRY_BACKOFF'),
  },
  'dead-letters': {
    summary: 'What was refused seven times is put aside and kept, instead of being tried for ever.',
    off: off('DEAD_LETTERS'),
  },
  dedup: {
    summary: 'An errand that is handed over twice is done once.',
    off: off('DEDUP'),
  },
} as const satisfies NonNullable<Target['mechanisms']>
