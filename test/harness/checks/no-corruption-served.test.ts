import { expect, test } from 'vitest'
import { noCorruptionServed } from '../../../harness/checks/no-corruption-served.ts'
import type { EventRecord, RequestRecord } from '../../../harness/history/record.ts'
import { buildHistory, type BuiltRun } from '../../support/build-history.ts'

function judge(options: Readonly<Record<string, unknown>>, run: Partial<BuiltRun> = {}) {
  const history = buildHistory({ operations: { 'cart.read': {}, 'guide.search': {} }, ...run })
  return noCorruptionServed.judge(history, noCorruptionServed.options.parse(options))
}

const wrong = (op: string, at: number, error: string, status = 200): RequestRecord => ({
  ...{ kind: 'request', op, seq: 7, intended: at, start: at, end: at + 10 },
  ...{ outcome: 'fail', status, error },
})
const refusal: EventRecord = {
  ...{ kind: 'event', at: 23_000, source: 'search-1', name: 'snapshot-refused', text: 'refused' },
}

test('all answers were right', () => {
  expect(judge({ 'no-corruption-served': 'cart.*' })).toMatchObject({
    status: 'pass',
    message: 'none of 1199 answers of cart.read was wrong',
    measured: { reading: { value: 0, samples: 1199 }, limit: { value: 0 } },
  })
})

test('one wrong answer is one too many, with the moment a user got it', () => {
  const extra = [wrong('guide.search', 30_000, 'corrupt')]
  expect(judge({}, { extra })).toMatchObject({
    status: 'fail',
    message: '1 of 1200 answers of guide.search were damaged or wrong',
    evidence: [
      { at: 30_010, text: 'guide.search no. 7 was answered with 200, and it was corrupt' },
    ],
  })
})

test('of an operation that is not meant it says nothing', () => {
  const extra = [wrong('guide.search', 30_000, 'corrupt')]
  expect(judge({ 'no-corruption-served': 'cart.*' }, { extra }).status).toBe('pass')
})

test('damage that was refused is what it should be', () => {
  const extra = [wrong('guide.search', 30_000, 'damaged-snapshot', 503)]
  expect(judge({ 'no-corruption-served': true }, { extra }).status).toBe('pass')
})

test('also before the fault: there is no time when a wrong answer is right', () => {
  expect(judge({}, { extra: [wrong('cart.read', 8000, 'wrong-content')] }).status).toBe('fail')
})

test('nor when no fault ever took effect', () => {
  const extra = [wrong('cart.read', 30_000, 'corrupt')]
  const nothing = { ...buildHistory({ operations: { 'cart.read': {} }, extra }), faults: [] }
  const asked = noCorruptionServed.options.parse({})
  expect(noCorruptionServed.judge(nothing, asked).status).toBe('fail')
  const right = {
    ...nothing,
    requests: nothing.requests.filter(({ error }) => error === undefined),
  }
  expect(noCorruptionServed.judge(right, asked)).toMatchObject({
    status: 'unknown',
    because: 'no fault was seen to take effect',
  })
})

test('errors can be named', () => {
  const extra = [wrong('guide.search', 30_000, 'gibberish')]
  expect(judge({ errors: ['gibberish'] }, { extra }).status).toBe('fail')
})

test('without the event by which the target met the damage nothing is proved', () => {
  const asked = { 'detected-by': 'snapshot-refused' }
  expect(judge(asked)).toMatchObject({
    status: 'unknown',
    because: expect.stringContaining('never met the damage'),
  })
  expect(judge(asked, { extra: [refusal] }).status).toBe('pass')
  expect(judge(asked, { extra: [{ ...refusal, at: 9000 }] }).status).toBe('unknown')
  expect(judge(asked, { faultless: true }).status).toBe('pass')
})

test('the damage may be met before it is known to be done, but not before it is asked for', () => {
  const asked = { 'detected-by': 'snapshot-refused' }
  expect(judge(asked, { extra: [{ ...refusal, at: 19_950 }] }).status).toBe('pass')
  expect(judge(asked, { extra: [{ ...refusal, at: 19_910 }] }).status).toBe('unknown')
})

test('nobody was answered', () => {
  const operations = { 'cart.read': { outages: [{ from: 0, to: 90_000 }] } }
  expect(judge({}, { operations })).toMatchObject({
    status: 'unknown',
    because: 'cart.read was never answered, rightly or wrongly',
  })
})

test('hardly anybody was answered', () => {
  const operations = { 'cart.read': { outages: [{ from: 900, to: 90_000 }] } }
  expect(judge({}, { operations })).toMatchObject({
    status: 'unknown',
    because: 'only 18 answers of cart.read could have been wrong; 20 are needed',
  })
})
