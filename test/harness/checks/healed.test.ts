import { expect, test } from 'vitest'
import { healed } from '../../../harness/checks/healed.ts'
import type { FaultRecord } from '../../../harness/history/record.ts'
import { buildHistory } from '../../support/build-history.ts'

const operations = { 'cart.add': {} }
const history = buildHistory({ operations })

function judge(faults: readonly FaultRecord[]) {
  return healed.judge({ ...history, faults }, {})
}

test('seen to be gone', () => {
  expect(judge(history.faults)).toMatchObject({ status: 'pass' })
})

test('asked to go and not seen to be gone', () => {
  const faults = history.faults.flatMap((record): FaultRecord[] =>
    record.stage === 'heal-effective'
      ? [{ ...record, stage: 'failed', note: 'no answer' }]
      : [record],
  )
  expect(judge(faults)).toMatchObject({
    status: 'unknown',
    because: 'kill store-1 was not seen to heal: no answer',
  })
})

test('never asked to go', () => {
  const faults = history.faults.filter(({ stage }) => !stage.startsWith('heal'))
  expect(judge(faults)).toMatchObject({ because: 'kill store-1 was never healed' })
})

test('a permanent fault is not to be healed', () => {
  expect(healed.judge(buildHistory({ operations, healMs: null }), {}).status).toBe('pass')
})

test('every fault is judged, not only the first', () => {
  const [planned] = history.header.faults
  if (planned === undefined) throw new Error('the history of this test has no fault')
  const second = { ...planned, id: 1, target: ['store-2'] }
  const header = { ...history.header, faults: [planned, second] }
  const faults = [
    ...history.faults,
    ...history.faults
      .filter(({ stage }) => stage !== 'heal-effective')
      .map((record) => ({ ...record, id: 1, target: ['store-2'] })),
  ]
  expect(healed.judge({ ...history, header, faults }, {})).toMatchObject({
    status: 'unknown',
    because: 'kill store-2 was not seen to heal',
  })
})
