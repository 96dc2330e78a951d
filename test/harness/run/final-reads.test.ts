import { expect, test } from 'vitest'
import { manualClock } from '../../../harness/clock.ts'
import { readLedgers } from '../../../harness/run/final-reads.ts'
import type { LedgerReading } from '../../../harness/target/target.ts'
import { fakeJob } from '../../support/fake-job.ts'
import { planOf } from '../../support/plan.ts'
import { memoryRecorder } from '../../support/memory-recorder.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

/** Reads a ledger that answers so, round by round; the last answer is repeated. An error is thrown. */
async function story(
  answers: readonly (LedgerReading | Error)[],
  before: ReadonlyMap<string, LedgerReading> = new Map(),
): Promise<readonly string[]> {
  const clock = manualClock()
  const recorder = memoryRecorder(clock)
  let round = 0
  const read = async (): Promise<LedgerReading> => {
    const answer = answers[Math.min(round++, answers.length - 1)]
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('nothing')
    return answer
  }
  const ledgers = { carts: { summary: 'all carts', read } }
  const job = fakeJob(clock, {
    plan: planOf({ ledgers: ['carts'] }),
    target: { ...smallVocabulary.target, ledgers },
  })
  const reading = readLedgers(job, recorder, before)
  await clock.advance(60_000)
  await reading
  return recorder.story
}

const one = { tokens: { a: 1 } }
const two = { tokens: { a: 1, b: 1 } }

test('two rounds that agree are the truth', async () => {
  expect(await story([one])).toEqual(['500 read carts in round 2: {"a":1}'])
})

test('what was said a while before is a round as well', async () => {
  expect(await story([one], new Map([['carts', one]]))).toEqual([
    '500 read carts in round 1: {"a":1}',
  ])
  expect(await story([two], new Map([['carts', one]]))).toEqual([
    '1000 read carts in round 2: {"a":1,"b":1}',
  ])
})

test('reads until nothing changes any more', async () => {
  expect(await story([one, two, two])).toEqual(['1000 read carts in round 3: {"a":1,"b":1}'])
})

test('totals count as well as tokens', async () => {
  const sold = (count: number): LedgerReading => ({ ...one, totals: { sold: count } })
  expect(await story([sold(1), sold(2)])).toEqual(['1000 read carts in round 3: {"a":1}'])
})

test('nothing changes while work waits for its next try, and it is not over', async () => {
  const left = (pending: number): LedgerReading => ({ ...one, totals: { pending } })
  expect(await story([left(1), left(1), left(1), left(0)])).toEqual([
    '2000 read carts in round 5: {"a":1}',
  ])
  expect(await story([left(1)])).toEqual(['5500 read carts in round 12: {"a":1}'])
})

test('what never stops changing is told, and doubted', async () => {
  const growing = Array.from({ length: 12 }, (_, i) => ({ tokens: { a: i } }))
  expect(await story(growing)).toEqual([
    '5500 read carts in round 12, still changing: {"a":11}',
    '5500 fatal doubt about reads: ledger carts was still changing after 12 rounds',
  ])
})

test('a failed round is a doubt that two later rounds outlive', async () => {
  expect(await story([one, new Error('ECONNRESET'), one])).toEqual([
    '500 doubt about reads: ledger carts, round 2: ECONNRESET',
    '1500 read carts in round 4: {"a":1}',
  ])
})

test('a ledger that cannot be read says nothing about the data', async () => {
  const told = await story([new Error('no route')])
  expect(told.filter((line) => line.includes('read carts'))).toEqual([])
  expect(told.slice(-2)).toEqual([
    '5500 fatal doubt about reads: ledger carts, round 12: no route',
    expect.stringContaining('fatal doubt about reads'),
  ])
})
