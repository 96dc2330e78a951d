import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliverer } from '../../../target-app/promo/deliverer.ts'
import { MailRefused } from '../../../target-app/promo/mail-provider.ts'
import type { DeliverySettings } from '../../../target-app/promo/settings.ts'
import type { Message } from '../../../target-app/service/queue.ts'
import type { Received } from '../../../target-app/service/queue-consumer.ts'
import { errandFor } from '../../support/errands.ts'

const sound: DeliverySettings = {
  retryBackoff: true,
  deadLetters: true,
  dedup: true,
  keepDeadLetters: true,
  patientRetries: true,
}
const down = new MailRefused({ because: 'down', everybody: true })
const queue = { name: 'errands', restsMs: [1, 2, 3] }

/** A deliverer whose mail provider answers as it is told; `no` refuses. */
function office(settings: Partial<DeliverySettings> = {}, answers: (Error | 'yes')[] = []) {
  const delivered: string[] = []
  const buried: { id: string; attempts: number }[] = []
  const sent: { message: Message; rested: boolean }[] = []
  const deliver = deliverer({
    store: {
      isDone: async (id) => delivered.includes(id),
      // As the unique key does it: with `once` a second time changes nothing.
      deliver: async ({ id }, _attempts, _letter, once) => {
        if (!once || !delivered.includes(id)) delivered.push(id)
      },
      bury: async ({ id }, attempts) => {
        buried.push({ id, attempts })
      },
    },
    provider: {
      async hand() {
        const answer = answers.shift() ?? 'yes'
        if (answer !== 'yes') throw answer
      },
    },
    queues: {
      publish: async (_queue, message) => {
        sent.push({ message, rested: false })
      },
      publishRested: async (_queue, message) => {
        sent.push({ message, rested: true })
      },
    },
    queue,
    settings: { ...sound, ...settings },
    onMail: () => undefined,
    onGivenUp: () => undefined,
    onUnreadable: () => undefined,
  })
  return { deliver, delivered, buried, sent }
}
const handed = (message: Message): Received => ({
  attempt: 0,
  rests: message.attempt ?? 0,
  redelivered: false,
  ...message,
})
const errand = errandFor('a')
const first = handed({ id: errand.id, body: errand })

describe('an errand', () => {
  test('is done once, however often it is handed over', async () => {
    const { deliver, delivered } = office()
    await Promise.all([deliver(first), deliver(first)])
    await deliver(first)
    expect(delivered).toEqual([errand.id])
  })

  test('is done twice when nobody looks (the weakness no-dedup)', async () => {
    const { deliver, delivered } = office({ dedup: false })
    await deliver(first)
    await deliver(first)
    expect(delivered).toHaveLength(2)
  })

  test('that is refused rests and is tried again', async () => {
    const { deliver, delivered, sent } = office({}, [down])
    await deliver(first)
    expect(delivered).toEqual([])
    const message = { id: errand.id, body: errand, attempt: 1, rests: 1 }
    expect(sent).toEqual([{ message, rested: true }])
  })

  test('that nobody asked the provider about rests longer and longer, and is not given up for it', async () => {
    const leftAlone = new MailRefused({ because: 'left alone', everybody: true }, false)
    const { deliver, delivered, buried, sent } = office(
      {},
      Array.from({ length: 20 }, () => leftAlone),
    )
    const rested: number[] = []
    await deliver(first)
    for (let next = sent.shift(); next !== undefined; next = sent.shift()) {
      expect([next.rested, next.message.attempt]).toEqual([true, 0])
      rested.push(next.message.rests ?? 0)
      await deliver(handed(next.message))
    }
    expect(rested).toEqual(Array.from({ length: 20 }, (_, round) => round + 1))
    expect([delivered, buried]).toEqual([[errand.id], []])
  })

  test('is put aside after the last try and not sent again', async () => {
    const { deliver, buried, sent } = office({}, [down])
    await deliver({ ...first, attempt: queue.restsMs.length, rests: 20 })
    expect(buried).toEqual([{ id: errand.id, attempts: 4 }])
    expect(sent).toEqual([])
  })

  test.each([
    ['is tried for ever without dead letters', { deadLetters: false }, 1, 0],
    ['is forgotten by the weakness dead-letters-dropped', { keepDeadLetters: false }, 0, 0],
  ])('%s', async (_what, settings, again, kept) => {
    const { deliver, buried, sent } = office(settings, [down])
    await deliver({ ...first, attempt: 99 })
    expect([sent.length, buried.length]).toEqual([again, kept])
  })

  test('that is refused goes straight back by the weakness retry-storm', async () => {
    const { deliver, sent } = office({ patientRetries: false }, [down])
    await expect(deliver({ ...first, attempt: 99 })).rejects.toThrow('down')
    expect(sent).toEqual([])
  })

  test('is tried again at once without backoff', async () => {
    const { deliver, sent } = office({ retryBackoff: false }, [down])
    await deliver(first)
    expect(sent.map(({ rested }) => rested)).toEqual([false])
  })

  test('goes back uncounted when our own database is in trouble', async () => {
    const { deliver, sent, buried } = office({}, [new Error('no database')])
    await expect(deliver(first)).rejects.toThrow('no database')
    expect([sent, buried]).toEqual([[], []])
  })

  test('of statistics needs no mail provider', async () => {
    const { deliver, delivered } = office({}, [down])
    const figures = { ...errand, kind: 'statistics' as const }
    await deliver(handed({ id: figures.id, body: figures }))
    expect(delivered).toEqual([errand.id])
  })

  test('that is none is left alone', async () => {
    const { deliver, delivered, sent } = office()
    await deliver(handed({ id: 'x', body: { nonsense: true } }))
    expect([delivered, sent]).toEqual([[], []])
  })

  test('ends done or put aside whatever the provider says, and never both', async () => {
    const answers = fc.array(fc.constantFrom('yes' as const, down), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(answers, async (said) => {
        const refusals = said.findIndex((answer) => answer === 'yes')
        const refused = refusals === -1 ? said.length : refusals
        const { deliver, delivered, buried, sent } = office({}, [...said])
        await deliver(first)
        for (let next = sent.shift(); next !== undefined; next = sent.shift()) {
          await deliver(handed(next.message))
        }
        const tries = queue.restsMs.length + 1
        expect(delivered).toHaveLength(refused < tries ? 1 : 0)
        expect(buried).toHaveLength(refused < tries ? 0 : 1)
      }),
    )
  })
})
