import { expect, test } from 'vitest'
import type { EventRecord } from '../../../harness/history/record.ts'
import { complaintGroups } from '../../../harness/report/complaint-groups.ts'
import { buildHistory } from '../../support/build-history.ts'

const zero = 20_000
const said = (at: number, text: string, complaints: number, source = 'cart-1'): EventRecord => ({
  ...{ kind: 'event', at: zero + at, source, name: 'complaint', text, complaints },
})
const operations = { 'cart.add': {} }
const extra = [
  said(-9000, 'swap is low', 400),
  said(400, 'no route', 1),
  said(1400, 'no route', 24, 'cart-2'),
  said(11_000, 'no route', 2),
  said(2000, 'gave up', 1),
  said(3000, 'swap is low', 5),
]

test('counts each wording of a service before, while hurt and afterwards, the new ones first', () => {
  expect(complaintGroups(buildHistory({ operations, extra }), zero)).toEqual([
    { service: 'cart', text: 'no route', before: 0, fault: 25, after: 2, first: 400 },
    { service: 'cart', text: 'gave up', before: 0, fault: 1, after: 0, first: 2000 },
    { service: 'cart', text: 'swap is low', before: 400, fault: 5, after: 0, first: -9000 },
  ])
})

test('in a control nothing is new', () => {
  const groups = complaintGroups(buildHistory({ operations, extra, faultless: true }), zero)
  expect(groups.map(({ before, fault, after }) => [before, fault + after])).toEqual([
    [405, 0],
    [27, 0],
    [1, 0],
  ])
})

test('events that are known by their name are no complaints', () => {
  const { complaints, ...known } = said(400, 'no route', 1)
  expect(complaints).toBe(1)
  const history = buildHistory({ operations, extra: [known] })
  expect(complaintGroups(history, zero)).toEqual([])
  expect(history.events.map(({ text }) => text)).toContain('no route')
})
