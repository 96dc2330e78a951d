import { expect, test } from 'vitest'
import { logEvents } from '../../../../target-app/description/promo/log-events.ts'

/** As pino writes it. */
const line = (fields: object, message: string): string =>
  JSON.stringify({ level: 40, time: 1, replica: 'promo', ...fields, msg: message })

const said: readonly [keyof typeof logEvents, string, string][] = [
  [
    'broker-lost',
    line({ event: 'broker-lost', because: 'Heartbeat timeout' }, 'x'),
    'promo: the broker is gone: Heartbeat timeout',
  ],
  ['broker', line({ event: 'broker', because: undefined }, 'x'), 'promo: the broker is there'],
  [
    'sending-failed',
    line({ event: 'relay-trouble', because: '5 errands not sent: not confirmed' }, 'x'),
    'promo: 5 errands not sent: not confirmed',
  ],
  [
    'mail-refused',
    line({ event: 'mail', because: 'it is down' }, 'it is down'),
    'promo: no mail is taken: it is down',
  ],
  [
    'mail-taken',
    line({ event: 'mail', because: undefined }, 'mail is taken'),
    'promo: mail is taken again',
  ],
  [
    'giving-up',
    line({ event: 'giving-up', because: 'no mailbox' }, 'x'),
    'promo: errands are put aside: no mailbox',
  ],
]

test.each(said)('%s is read from its line, and from no other', (name, text, words) => {
  const found = Object.entries(logEvents).filter(([, { pattern }]) => pattern.test(text))
  expect(found.map(([event]) => event)).toEqual([name])
  const { pattern, describe } = logEvents[name]
  const match = pattern.exec(text)
  expect(match && describe(match)).toBe(words)
})
