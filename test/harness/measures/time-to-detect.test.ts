import { expect, test } from 'vitest'
import type { EventRecord } from '../../../harness/history/record.ts'
import { timeToDetect } from '../../../harness/measures/time-to-detect.ts'
import { buildHistory } from '../../support/build-history.ts'

const zero = 20_000
const said = (at: number, name: string, detects: boolean): EventRecord => {
  return { kind: 'event', at: zero + at, source: 'sentinel-1', name, text: name, detects }
}
const read = (...extra: EventRecord[]) =>
  timeToDetect.read(buildHistory({ zero, extra, operations: { 'cart.add': {} } }), '')

test('the first event that means detection, by its name', () => {
  const reading = read(
    said(-5000, '+sdown', true),
    said(500, 'reconnect', false),
    said(2140, '+odown', true),
    said(2900, 'switch-master', true),
  )
  expect(reading).toMatchObject({ value: 2140, note: 'by sentinel-1: +odown' })
})

test('what comes between the request and the stamp of the effect is not negative', () => {
  const reading = read(said(-20, '+sdown', true))
  expect(reading).toMatchObject({ value: 0, resolution: 80 })
  expect('note' in reading && reading.note).toContain('20 ms before')
})

test('is unknown when nobody said anything, however well it recovered', () => {
  expect(read()).toEqual({ value: null, because: 'no detector said anything' })
})
