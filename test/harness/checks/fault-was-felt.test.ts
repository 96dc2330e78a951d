import { expect, test } from 'vitest'
import { faultWasFelt } from '../../../harness/checks/fault-was-felt.ts'
import type { RunHistory } from '../../../harness/history/history.ts'
import type { FaultRecord } from '../../../harness/history/record.ts'
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

test('without a count an event is a sign, or a bad answer', () => {
  expect(judge(built())).toMatchObject({ message: 'kill store-1: docker: store-1 died' })
  expect(judge(silent(built([{ from: 2000, to: 2100 }])))).toMatchObject({ status: 'pass' })
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
