import { expect, test } from 'vitest'
import { untilConditions } from '../../../harness/runtime/conditions.ts'
import type { Condition } from '../../../harness/target/target.ts'
import { fakeContext } from '../../support/fake-target-context.ts'

const context = fakeContext({}, () => '')
const contextOf = () => context
const condition = (holds: Condition['holds']): Condition => ({ summary: 'a condition', holds })
const met = condition(async () => true)

test('nothing to wait for is met at once', async () => {
  await expect(untilConditions({}, contextOf, 0)).resolves.toBeUndefined()
})

test('asks those again that do not hold, and at the end all in the same round', async () => {
  const asked = { quick: 0, slow: 0 }
  const quick = condition(async () => {
    asked.quick++
    return true
  })
  const slow = condition(async () => ++asked.slow >= 3 || { because: 'not yet' })
  await untilConditions({ quick, slow }, contextOf, 5000)
  expect(asked).toEqual({ quick: 2, slow: 4 })
})

test('every round is a new look', async () => {
  const looks: unknown[] = []
  const slow = condition(async (look) => {
    looks.push(look)
    return looks.length >= 3 || { because: 'not yet' }
  })
  await untilConditions({ slow }, () => ({ ...context }), 5000)
  expect(new Set(looks).size).toBe(3)
})

test('one that stops holding meanwhile is waited for again', async () => {
  let round = 0
  const slow = condition(async () => ++round >= 2 || { because: 'not yet' })
  let asked = 0
  const flapping = condition(async () => ++asked !== 2 || { because: 'gone again' })
  await untilConditions({ flapping, slow }, contextOf, 5000)
  expect(asked).toBe(4)
})

test('names every condition that does not hold, and why', async () => {
  const conditions = {
    met,
    replicated: condition(async () => ({ because: 'lag 12 s' })),
    reachable: condition(() => Promise.reject(new Error('ECONNREFUSED'))),
    answers: condition(() => new Promise(() => {})),
  }
  await expect(untilConditions(conditions, contextOf, 20)).rejects.toThrow(
    /^after 0 s still not true: replicated \(lag 12 s\); reachable \(ECONNREFUSED\); answers \(its answer took longer than \d+ ms\)$/,
  )
})

test('what is known when the time is over is not lost because it was asked once more too late', async () => {
  const slow = condition(async () => {
    await new Promise((resolve) => setTimeout(resolve, 60))
    return { because: 'no index' }
  })
  await expect(untilConditions({ slow }, contextOf, 65)).rejects.toThrow('slow (no index)')
})

test('stops when it is aborted, even while a condition does not answer', async () => {
  const controller = new AbortController()
  const stuck = condition(() => new Promise(() => {}))
  const waiting = untilConditions(
    { stuck },
    () => ({ ...context, signal: controller.signal }),
    60_000,
  )
  controller.abort(new Error('Ctrl-C'))
  await expect(waiting).rejects.toThrow('Ctrl-C')
})
