import { expect, test } from 'vitest'
import { faultWasFelt } from '../../../harness/checks/fault-was-felt.ts'
import type { RunHistory } from '../../../harness/history/history.ts'
import type { EventRecord, FaultRecord } from '../../../harness/history/record.ts'
import { buildHistory, type BuiltOutage } from '../../support/build-history.ts'

const judge = (history: RunHistory) => faultWasFelt.judge(history, {})
const built = (outages: readonly BuiltOutage[] = []) =>
  buildHistory({ operations: { 'cart.add': { outages } } })
const silent = (history: RunHistory): RunHistory => ({ ...history, events: [] })

function touching(touched: number): RunHistory {
  const history = built()
  const faults = history.faults.map((record): FaultRecord =>
    record.stage === 'heal-requested' ? { ...record, touched } : record,
  )
  return { ...history, faults }
}

test('felt by what it met', () => {
  expect(judge(touching(12))).toMatchObject({ status: 'pass', message: 'kill store-1 met 12' })
})

test('what met nothing is unknown, whatever else happened', () => {
  expect(judge(touching(0))).toMatchObject({
    status: 'unknown',
    because: 'kill store-1 touched nothing',
  })
})

test('what met nothing was felt when another replica of the same service noticed', () => {
  const saying = (source: string, detects = true): RunHistory => ({
    ...touching(0),
    events: [{ kind: 'event', at: 21_000, source, name: 'said', text: 'does it again', detects }],
  })
  expect(judge(saying('store-2'))).toMatchObject({
    status: 'pass',
    message: 'kill store-1: store-2: does it again',
  })
  expect(judge(saying('store-2', false)).status).toBe('unknown')
  expect(judge(saying('store-1')).status).toBe('unknown')
  expect(judge(saying('mail-1')).status).toBe('unknown')
})

test('what met nothing was felt when a watcher named it', () => {
  const saying = (text: string, at = 21_000, detects = true): RunHistory => ({
    ...touching(0),
    events: [{ kind: 'event', at, source: 'edge', name: 'server-down', text, detects }],
  })
  expect(judge(saying('store-1 is down'))).toMatchObject({
    status: 'pass',
    message: 'kill store-1: edge: store-1 is down',
  })
  expect(judge(saying('store-12 is down')).status).toBe('unknown')
  expect(judge(saying('bookstore-1 is down')).status).toBe('unknown')
  expect(judge(saying('store-1 is down', 21_000, false)).status).toBe('unknown')
  expect(judge(saying('store-1 is down', 19_000)).status).toBe('unknown')
})

test('without a count an event is a sign, or a bad answer', () => {
  expect(judge(built())).toMatchObject({ message: 'kill store-1: store-1: die' })
  expect(judge(silent(built([{ from: 2000, to: 2100 }])))).toMatchObject({ status: 'pass' })
})

test('what others say is no sign of it, but a detector’s word is', () => {
  const saying = (source: string, detects = false): RunHistory => ({
    ...built(),
    events: [{ kind: 'event', at: 21_000, source, name: 'said', text: 'something', detects }],
  })
  expect(judge(saying('mail-1')).status).toBe('unknown')
  expect(judge(saying('mail-1', true))).toMatchObject({
    message: 'kill store-1: mail-1: something',
  })
  expect(judge(saying('store-1')).status).toBe('pass')
})

test('both ends of a link are hurt with it', () => {
  const target = ['web-1→store-1:6379']
  const at = (source: string): RunHistory => {
    const { faults, ...history } = built()
    const event = { kind: 'event', at: 21_000, source, name: 'said', text: 'lost it' } as const
    return { ...history, faults: faults.map((each) => ({ ...each, target })), events: [event] }
  }
  expect(judge(at('web-1')).status).toBe('pass')
  expect(judge(at('store-1')).status).toBe('pass')
  expect(judge(at('store-2')).status).toBe('unknown')
})

test('what another fault does to the same replica is no sign of it', () => {
  const { header, faults, ...history } = touching(12)
  const damage = { id: 1, fault: 'corrupt', target: ['store-1'] } as const
  const at = (stage: FaultRecord['stage'], time: number): FaultRecord => ({
    ...{ kind: 'fault', ...damage, stage, at: time },
  })
  /** Damaged at 19 s, and killed at 20 s, which was asked for 80 ms earlier. */
  const judged = (said: Partial<EventRecord>) =>
    judge({
      ...history,
      header: {
        ...header,
        faults: [...header.faults, { ...damage, options: {}, atMs: 0, healMs: null }],
      },
      faults: [at('requested', 19_000), at('effective', 19_005), ...faults],
      events: history.events.map((event) => ({ ...event, ...said })),
    })
  expect(judged({})).toMatchObject({
    status: 'unknown',
    because: 'corrupt store-1: no request and no event shows that it did anything',
  })
  expect(judged({ detects: true }).status).toBe('pass')
  expect(judged({ at: 19_900 }).status).toBe('pass')
})

test('a count that is no number counts nothing', () => {
  expect(judge({ ...touching(NaN), events: [] }).status).toBe('unknown')
})

test('as many bad answers as before are no sign of it', () => {
  const operations = { 'cart.add': { backgroundErrors: 0.05, rate: 100 } }
  expect(judge(silent(buildHistory({ operations }))).status).toBe('unknown')
  const hurt = { ...operations['cart.add'], outages: [{ from: 0, to: 5000, every: 3 }] }
  expect(judge(silent(buildHistory({ operations: { 'cart.add': hurt } })))).toMatchObject({
    status: 'pass',
    message: expect.stringContaining('requests of cart.add had no good answer'),
  })
})

test('no sign at all, or only before and after the fault, is unknown', () => {
  expect(judge(silent(built())).status).toBe('unknown')
  const elsewhere = [
    { from: -9000, to: -8000 },
    { from: 20_000, to: 21_000 },
  ]
  expect(judge(silent(built(elsewhere))).status).toBe('unknown')
})

test('a fault without effect is unknown, with the reason', () => {
  const history = built()
  const faults = history.faults.flatMap((record): FaultRecord[] =>
    record.stage === 'effective'
      ? [{ ...record, stage: 'failed', note: 'no such container' }]
      : [record],
  )
  expect(judge({ ...history, faults })).toMatchObject({
    status: 'unknown',
    because: 'kill store-1 was not seen to take effect: no such container',
  })
})

test('a control has nothing to feel', () => {
  const history = buildHistory({ operations: { 'cart.add': {} }, faultless: true })
  expect(judge(history)).toEqual({ status: 'pass', message: 'no fault was planned' })
})
