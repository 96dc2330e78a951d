import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MailRefused } from '../../../target-app/promo/mail-provider.ts'
import {
  leftAloneWhenItRefuses,
  relayPace,
  waitAfter,
} from '../../../target-app/promo/resilience.ts'

test('waits within half to all of a limit that doubles and then stays', () => {
  const failures = fc.integer({ min: 1, max: 40 })
  const drawn = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(failures, drawn, (count, random) => {
      const limit = Math.min(relayPace.atMostMs, relayPace.everyMs * 2 ** count)
      const wait = waitAfter(count, () => random)
      expect(wait).toBeGreaterThanOrEqual(limit / 2)
      expect(wait).toBeLessThanOrEqual(limit)
    }),
  )
})

test('keeps its pace while all is well', () => {
  expect(waitAfter(0, () => 0.3)).toBe(relayPace.everyMs)
})

test.each([
  ['is left alone when it refuses everybody', true, 10],
  ['is asked on when single mailboxes are gone', false, 30],
])('a mail provider %s', async (_what, everybody, questions) => {
  let asked = 0
  const { hand } = leftAloneWhenItRefuses({
    async hand() {
      asked += 1
      throw new MailRefused({ because: 'no', everybody })
    },
  })
  const told: unknown[] = []
  for (let i = 0; i < 30; i += 1)
    told.push(
      await hand('anna').catch((error: unknown) => error instanceof MailRefused && error.asked),
    )
  expect(asked).toBe(questions)
  expect(told).toEqual(Array.from({ length: 30 }, (_, i) => i < questions))
})
