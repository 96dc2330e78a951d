import { expect, test } from 'vitest'
import { untilConditions } from '../../../harness/runtime/conditions.ts'
import type { Condition } from '../../../harness/target/target.ts'
import { fakeContext } from '../../support/fake-target-context.ts'

const context = fakeContext({}, () => '')
const condition = (holds: Condition['holds']): Condition => ({ summary: 'a condition', holds })
const met = condition(async () => true)

test('nothing to wait for is met at once', async () => {
  await expect(untilConditions({}, context, 0)).resolves.toBeUndefined()
})

test('asks again until all hold in the same round', async () => {
  let asked = 0
  const slow = condition(async () => ++asked >= 2 || { because: 'not yet' })
  await untilConditions({ met, slow }, context, 5000)
  expect(asked).toBe(2)
})

test('names every condition that does not hold, and why', async () => {
  const conditions = {
    met,
    replicated: condition(async () => ({ because: 'lag 12 s' })),
    reachable: condition(() => Promise.reject(new Error('ECONNREFUSED'))),
    answers: condition(() => new Promise(() => {})),
  }
  await expect(untilConditions(conditions, context, 20)).rejects.toThrow(
    /^after 0 s still not true: replicated \(lag 12 s\); reachable \(ECONNREFUSED\); answers \(its answer took longer than \d+ ms\)$/,
  )
})

test('stops when it is aborted, even while a condition does not answer', async () => {
  const controller = new AbortController()
  const stuck = condition(() => new Promise(() => {}))
  const waiting = untilConditions({ stuck }, { ...context, signal: controller.signal }, 60_000)
  controller.abort(new Error('Ctrl-C'))
  await expect(waiting).rejects.toThrow('Ctrl-C')
})
