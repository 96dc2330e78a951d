/** What the promo service says of the broker, the mail provider and its errands. */
import type { Target } from 'aftershock'

export const logEvents = {
  'broker-lost': {
    summary: 'The promo service lost the broker.',
    service: 'promo',
    pattern: /"event":"broker-lost","because":"([^"]*)"/,
    describe: ([, because]) => `promo: the broker is gone: ${because}`,
    detects: true,
  },
  broker: {
    summary: 'The promo service reached the broker.',
    service: 'promo',
    pattern: /"event":"broker",/,
    describe: () => 'promo: the broker is there',
  },
  'sending-failed': {
    summary: 'The broker did not confirm errands in time; they are sent again.',
    service: 'promo',
    pattern: /"event":"relay-trouble","because":"([^"]*)"/,
    describe: ([, because]) => `promo: ${because}`,
    detects: true,
  },
  'mail-refused': {
    summary: 'The mail provider takes no letters.',
    service: 'promo',
    pattern: /"event":"mail","because":"([^"]*)"/,
    describe: ([, because]) => `promo: no mail is taken: ${because}`,
    detects: true,
  },
  'mail-taken': {
    summary: 'The mail provider takes letters again.',
    service: 'promo',
    pattern: /"event":"mail","msg"/,
    describe: () => 'promo: mail is taken again',
  },
  'giving-up': {
    summary: 'Errands were refused too often and are put aside: told once while it goes on.',
    service: 'promo',
    pattern: /"event":"giving-up","because":"([^"]*)"/,
    describe: ([, because]) => `promo: errands are put aside: ${because}`,
  },
} as const satisfies NonNullable<Target['logEvents']>
