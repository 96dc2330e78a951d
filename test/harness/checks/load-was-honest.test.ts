import { expect, test } from 'vitest'
import { loadWasHonest } from '../../../harness/checks/load-was-honest.ts'
import type { RunHistory } from '../../../harness/history/history.ts'
import { buildHistory } from '../../support/build-history.ts'

const history = buildHistory({ operations: { 'cart.add': { rate: 50 } } })
const judge = (change: Partial<RunHistory>) => loadWasHonest.judge({ ...history, ...change }, {})

test.each([0.5, 2, 50, 300])('as planned at %d/s', (rate) => {
  const planned = buildHistory({ operations: { 'cart.add': { rate } } })
  expect(loadWasHonest.judge(planned, {}).status).toBe('pass')
})

test('one request dropped is too many', () => {
  expect(judge({ load: history.load.map((said) => ({ ...said, dropped: 1 })) })).toMatchObject({
    status: 'unknown',
    because: '1 requests of cart.add were dropped',
    next: expect.stringContaining('Lower the rates'),
  })
})

test('a gap of a few requests within one second', () => {
  const missing = history.requests[2000]?.intended ?? 0
  const requests = history.requests.filter(
    ({ intended }) => intended < missing || intended > missing + 200,
  )
  const load = history.load.map((said) => ({ ...said, started: requests.length }))
  expect(judge({ requests, load })).toMatchObject({
    because: expect.stringMatching(/only \d\d.* came/),
  })
})

test('starts that lag behind', () => {
  const requests = history.requests.map((request) =>
    request.seq % 20 === 0
      ? { ...request, start: request.intended + 350, end: request.end + 350 }
      : request,
  )
  expect(judge({ requests })).toMatchObject({
    because: expect.stringMatching(/\d+ of \d+ requests of .* started more than 250 ms late/),
  })
})

test('a generator that said nothing, or made nothing', () => {
  expect(judge({ load: [] }).status).toBe('unknown')
  expect(judge({ requests: [] }).status).toBe('unknown')
})

test('requests that left no record', () => {
  const requests = history.requests.filter(({ seq }) => seq % 10 !== 0)
  expect(judge({ requests }).status).toBe('unknown')
  expect(judge({ requests })).toMatchObject({ because: expect.stringContaining('left no record') })
})

test('a clock that was set back makes slow answers look fast', () => {
  const requests = history.requests.map((request) =>
    request.seq > 1000 ? { ...request, end: request.start - 2000 } : request,
  )
  expect(judge({ requests })).toMatchObject({ because: expect.stringContaining('run backwards') })
})

test('an operation whose load ended before the others', () => {
  const two = buildHistory({ operations: { 'cart.add': { rate: 50 }, 'cart.read': { rate: 50 } } })
  const end = Math.max(...two.requests.map(({ intended }) => intended))
  const requests = two.requests.filter(
    ({ op, intended }) => op === 'cart.read' || intended < end - 4000,
  )
  const load = two.load.map((said) => ({
    ...said,
    started: requests.filter(({ op }) => op === said.op).length,
  }))
  expect(loadWasHonest.judge({ ...two, requests, load }, {})).toMatchObject({
    status: 'unknown',
    because: 'the load of cart.add ended before that of the others',
  })
})
