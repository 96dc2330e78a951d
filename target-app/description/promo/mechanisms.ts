/** What keeps deferred work from being lost, and how each is switched off. */
import type { Target } from 'aftershock'

const off = (setting: string) => ({ environment: { promo: { [setting]: 'off' } } })

export const mechanisms = {
  outbox: {
    shownBy: [{ scenario: 'broker-killed', check: 'available' }],
    summary:
      'A claim and its errand are written together; the errand is sent later, and until it was.',
    off: off('OUTBOX'),
  },
  confirms: {
    shownBy: [{ scenario: 'broker-cut', check: 'queue-drained' }],
    summary: 'An errand counts as sent when the broker said that it has it.',
    off: off('CONFIRMS'),
  },
  'retry-backoff': {
    shownBy: [{ scenario: 'mail-provider-down', check: 'queue-drained' }],
    summary:
      'What was refused rests before the next try, longer every time; who refuses everybody is left alone.',
    off: off('RETRY_BACKOFF'),
  },
  'dead-letters': {
    shownBy: [
      { scenario: 'mailboxes-gone', check: 'notices' },
      { scenario: 'dead-letters-sent-again', check: 'notices' },
    ],
    summary: 'What was refused seven times is put aside and kept, instead of being tried for ever.',
    off: off('DEAD_LETTERS'),
  },
  dedup: {
    shownBy: [{ scenario: 'broker-slow', check: 'queue-drained' }],
    summary: 'An errand that is handed over twice is done once.',
    off: off('DEDUP'),
  },
} as const satisfies NonNullable<Target['mechanisms']>
