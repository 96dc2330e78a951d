import { expect, test } from 'vitest'
import { realClock } from '../../../harness/clock.ts'
import { act } from '../../../harness/faults/act.ts'
import type { Action } from '../../../harness/target/target.ts'
import { fakeEnvironment } from '../../support/fake-environment.ts'
import { victimsOf } from '../../support/victims.ts'

const never = new AbortController().signal

/** An environment whose one action remembers what was done, and for whom. */
function withAction(action: Partial<Action> = {}) {
  const done: string[] = []
  const swap: Action = {
    summary: 'makes the other database the primary',
    async run({ replicasOf }) {
      done.push(`swapped ${replicasOf('db').join(' and ')}`)
      return 'db-2 is the primary'
    },
    async undo() {
      done.push('swapped back')
      return 'db-1 is the primary'
    },
    ...action,
  }
  const victims = victimsOf({ ...fakeEnvironment(), actions: { swap } })
  return { done, inject: (name = 'swap') => act.inject(victims, { action: name }, never) }
}

test('does the action of the target, in its words, and undoes it once', async () => {
  const { done, inject } = withAction()
  const injection = await inject()
  expect(injection.effect).toBe('db-2 is the primary')
  expect(injection.isForGood).toBe(false)
  expect(await injection.touched?.()).toBe(1)
  await injection.heal(never)
  await injection.heal(never)
  expect(done).toEqual(['swapped db-1 and db-2', 'swapped back'])
})

test('an action that takes its time is in force from its beginning', async () => {
  const { inject } = withAction({
    async run() {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return 'rolled out'
    },
  })
  const before = realClock.wall()
  const { since } = await inject()
  expect(since).toBeGreaterThanOrEqual(before)
  expect(realClock.wall() - (since ?? 0)).toBeGreaterThanOrEqual(29)
})

test('an action that throws was not done', async () => {
  const { inject } = withAction({ run: () => Promise.reject(new Error('no standby')) })
  await expect(inject()).rejects.toThrow('no standby')
})

test('a way back that failed is tried again', async () => {
  let tries = 0
  const undo = async (): Promise<string> => {
    if (++tries === 1) throw new Error('not yet')
    return 'done'
  }
  const injection = await withAction({ undo }).inject()
  await expect(injection.heal(never)).rejects.toThrow('not yet')
  await injection.heal(never)
  await injection.heal(never)
  expect(tries).toBe(2)
})

test('an action without a way back is left as it is', async () => {
  const { summary, run } = { summary: 'sends', run: async () => 'sent' }
  const victims = victimsOf({ ...fakeEnvironment(), actions: { send: { summary, run } } })
  const injection = await act.inject(victims, { action: 'send' }, never)
  expect(injection.isForGood).toBe(true)
  await expect(injection.heal(never)).resolves.toBeUndefined()
})

test('an action that the target does not have is not done', async () => {
  await expect(withAction().inject('swop')).rejects.toThrow('no action "swop"')
})
