import { expect, test } from 'vitest'
import { manualClock } from '../../../harness/clock.ts'
import { watchDrain } from '../../../harness/run/drain.ts'
import type { LedgerReading } from '../../../harness/target/target.ts'
import { fakeJob } from '../../support/fake-job.ts'
import { planOf } from '../../support/plan.ts'
import { memoryRecorder } from '../../support/memory-recorder.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

/** What is pending, look by look; the last answer is repeated. An error is thrown. */
async function looks(answers: readonly (number | Error | 'no total')[]) {
  const clock = manualClock()
  const recorder = memoryRecorder(clock)
  let count = 0
  const read = async (): Promise<LedgerReading> => {
    const answer = answers[Math.min(count++, answers.length - 1)]
    if (answer instanceof Error) throw answer
    return {
      tokens: { a: 1 },
      ...(typeof answer === 'number' ? { totals: { pending: answer } } : {}),
    }
  }
  const ledgers = { mails: { summary: 'all mails', read } }
  const job = fakeJob(clock, {
    plan: planOf({ ledgers: ['mails'] }),
    target: { ...smallVocabulary.target, ledgers },
  })
  const watching = watchDrain(job, recorder, 3000)
  await clock.advance(60_000)
  const last = (await watching).get('mails')
  const seen = recorder.records.map((record) =>
    record.kind === 'read'
      ? [record.at, record.totals?.['pending'], record.round, record.tokens]
      : record,
  )
  return { count, seen, last }
}

test('looks until nothing is pending', async () => {
  expect(await looks([3, 1, 0])).toEqual({
    count: 3,
    last: { tokens: { a: 1 }, totals: { pending: 0 } },
    seen: [
      [0, 3, 0, {}],
      [500, 1, 0, {}],
      [1000, 0, 0, {}],
    ],
  })
})

test('looks once at a ledger in which nothing can be pending', async () => {
  expect(await looks(['no total'])).toEqual({
    ...{ count: 1, seen: [] },
    last: { tokens: { a: 1 } },
  })
})

test('gives up when the time is over', async () => {
  const { count, seen } = await looks([2])
  expect(count).toBe(7)
  expect(seen.at(-1)).toEqual([3000, 2, 0, {}])
})

test('a look that fails is no end and no record', async () => {
  expect(await looks([1, new Error('no route'), 0])).toMatchObject({
    count: 3,
    seen: [
      [0, 1, 0, {}],
      [1000, 0, 0, {}],
    ],
  })
})

test('a ledger that nobody could read said nothing', async () => {
  expect((await looks([new Error('no route')])).last).toBe(undefined)
})
