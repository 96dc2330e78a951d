import { expect, test } from 'vitest'
import { manualClock } from '../../../harness/clock.ts'
import type { Injection } from '../../../harness/faults/fault.ts'
import { createHeals } from '../../../harness/run/heals.ts'
import type { PlannedFault } from '../../../harness/scenario/plan.ts'
import { memoryRecorder } from '../../support/memory-recorder.ts'

const planned = (id: number, fault: string): PlannedFault => ({
  ...{ id, fault, target: [], options: {}, atMs: 0, healMs: 1000 },
})
const setUp = (limitMs?: number) => {
  const recorder = memoryRecorder(manualClock())
  return { recorder, heals: createHeals(recorder, limitMs) }
}
const injection = (more: Partial<Injection> = {}): Injection => ({
  ...{ effect: 'hurt', heal: () => Promise.resolve() },
  ...more,
})

test('a fault is healed once, and what it met is asked before', async () => {
  const { recorder, heals } = setUp()
  let met = 7
  const heal = async (): Promise<void> => void (met = 0)
  heals.add(planned(0, 'kill'), ['db-1'], injection({ touched: async () => met, heal }))
  await heals.heal(0)
  await heals.heal(0)
  await heals.healAll()
  expect(recorder.story).toEqual([
    '0 kill db-1 heal-requested: met 7',
    '0 kill db-1 heal-acknowledged',
    '0 kill db-1 heal-effective',
  ])
})

test('what is left is healed newest first', async () => {
  const { recorder, heals } = setUp()
  for (const [id, fault] of ['kill', 'latency', 'pause'].entries())
    heals.add(planned(id, fault), ['db-1'], injection())
  await heals.heal(1)
  await heals.healAll()
  expect(recorder.story.filter((line) => line.endsWith('heal-effective'))).toEqual([
    '0 latency db-1 heal-effective',
    '0 pause db-1 heal-effective',
    '0 kill db-1 heal-effective',
  ])
})

test('a heal that fails is a fatal doubt, and the others are healed all the same', async () => {
  const { recorder, heals } = setUp()
  heals.add(planned(0, 'kill'), ['db-1'], injection())
  const heal = (): Promise<never> => Promise.reject(new Error('nothing listens'))
  heals.add(planned(1, 'pause'), ['db-2'], injection({ heal }))
  await heals.healAll()
  expect(recorder.story).toEqual([
    '0 pause db-2 heal-requested',
    '0 pause db-2 failed: healing: nothing listens',
    '0 fatal doubt about heal: pause on db-2 was not seen to heal as it should: nothing listens',
    '0 kill db-1 heal-requested',
    '0 kill db-1 heal-acknowledged',
    '0 kill db-1 heal-effective',
  ])
})

test('neither counting nor healing can hang the run', async () => {
  const { recorder, heals } = setUp(10)
  const forEver = (): Promise<never> => new Promise(() => {})
  heals.add(planned(0, 'kill'), ['db-1'], injection({ touched: forEver, heal: forEver }))
  await heals.healAll()
  expect(recorder.story).toEqual([
    '0 kill db-1 heal-requested',
    '0 kill db-1 failed: healing: healing took longer than 10 ms',
    '0 fatal doubt about heal: kill on db-1 was not seen to heal as it should: healing took longer than 10 ms',
  ])
})

test('what is done for good is counted, and not said to be healed', async () => {
  const { recorder, heals } = setUp()
  let healed = 0
  const heal = async (): Promise<void> => void healed++
  const forGood = injection({ isForGood: true, touched: async () => 1, heal })
  heals.add(planned(0, 'act'), ['promote'], forGood)
  await heals.healAll()
  expect(recorder.story).toEqual(['0 act promote heal-requested: met 1'])
  expect(healed).toBe(0)
})
