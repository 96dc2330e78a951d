import { expect, test } from 'vitest'
import { manualClock } from '../../../harness/clock.ts'
import type { Fault, Injection } from '../../../harness/faults/fault.ts'
import { createHeals } from '../../../harness/run/heals.ts'
import { playFaults } from '../../../harness/run/inject.ts'
import type { PlannedFault } from '../../../harness/scenario/plan.ts'
import { fakeJob } from '../../support/fake-job.ts'
import { memoryRecorder } from '../../support/memory-recorder.ts'
import { planOf } from '../../support/plan.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

/** When the baseline ends, in run time. */
const zero = 10_000

function planned(more: Partial<PlannedFault> = {}): PlannedFault {
  const target = ['db:primary']
  return { id: 0, fault: 'crash', target, options: {}, atMs: 0, healMs: 5000, ...more }
}

const injection: Injection = { effect: 'it is hurt', heal: () => Promise.resolve() }

/** Plays faults on a clock that is moved by hand; `crash` does what `inject` does. */
function play(faults: readonly PlannedFault[], inject: Fault['inject'] = async () => injection) {
  const clock = manualClock({ wall: 1_000_000 })
  const recorder = memoryRecorder(clock)
  const controller = new AbortController()
  const { crash, slow } = smallVocabulary.faults
  const job = fakeJob(clock, {
    plan: planOf({ faults }),
    faults: {
      crash: {
        ...crash,
        inject: (...given) => {
          recorder.story.push('injecting')
          return inject(...given)
        },
      },
      slow: { ...slow, inject: async () => injection },
    },
    signal: controller.signal,
  })
  const heals = createHeals(recorder)
  const played = playFaults(job, recorder, heals, zero)
  played.catch(() => {})
  return { clock, recorder, job, heals, played, controller }
}

test('the role is looked up and the intent is on disk before anything is hurt', async () => {
  const { clock, recorder, played } = play([planned()])
  await clock.advance(zero + 20_000)
  await played
  expect(recorder.story).toEqual([
    '10000 crash db-1 requested',
    'flush',
    'injecting',
    '10000 crash db-1 acknowledged',
    '10000 crash db-1 effective: it is hurt',
    '15000 crash db-1 heal-requested',
    '15000 crash db-1 heal-acknowledged',
    '15000 crash db-1 heal-effective',
  ])
})

test('a fault that knows better when it was in force is believed', async () => {
  const { clock, recorder, played } = play([planned()], async () => {
    await clock.sleep(300)
    return { ...injection, since: 1_000_000 + zero + 40 }
  })
  await clock.advance(zero + 20_000)
  await played
  expect(recorder.story.slice(3, 5)).toEqual([
    '10300 crash db-1 acknowledged',
    '10040 crash db-1 effective: it is hurt',
  ])
})

test('each fault has its own time, and a permanent one is never healed', async () => {
  const { clock, recorder, played } = play([
    planned({ id: 0, healMs: null }),
    planned({ id: 1, fault: 'slow', target: ['web->db:5432'], atMs: 2000, healMs: 3000 }),
  ])
  await clock.advance(zero + 20_000)
  await played
  expect(recorder.story.filter((line) => /effective/.test(line))).toEqual([
    '10000 crash db-1 effective: it is hurt',
    '12000 slow web-1→db-1:5432, web-1→db-2:5432, web-2→db-1:5432, web-2→db-2:5432 effective: it is hurt',
    '13000 slow web-1→db-1:5432, web-1→db-2:5432, web-2→db-1:5432, web-2→db-2:5432 heal-effective',
  ])
})

test('a failed injection is a fatal doubt, and nothing is healed', async () => {
  const { clock, recorder, played } = play([planned()], () =>
    Promise.reject(new Error('no such container')),
  )
  await clock.advance(zero + 20_000)
  await played
  expect(recorder.story.slice(3)).toEqual([
    '10000 crash db-1 failed: no such container',
    '10000 fatal doubt about injection: crash could not be injected: no such container',
  ])
})

test('a name that stands for nothing is a fatal doubt', async () => {
  const { clock, recorder, played } = play([planned({ target: ['cache'] })])
  await clock.advance(zero + 20_000)
  await played
  expect(recorder.story).toEqual([
    '10000 crash cache failed: nothing is called "cache" in the running small',
    '10000 fatal doubt about injection: crash could not be injected: nothing is called "cache" in the running small',
  ])
})

const when = { event: 'promoted', afterMs: 200, withinMs: 8000 }

test('a fault can follow an event: so long after it, and healed so long after that', async () => {
  const { clock, recorder, job, played } = play([planned({ when, atMs: 8200, healMs: 13_200 })])
  await clock.advance(zero - 1)
  job.environment.emit({ name: 'promoted', at: clock.wall() })
  await clock.advance(3001)
  job.environment.emit({ name: 'elected', at: clock.wall() })
  job.environment.emit({ name: 'promoted', at: clock.wall() })
  await clock.advance(20_000)
  await played
  expect(recorder.story.filter((line) => /effective/.test(line))).toEqual([
    '13200 crash db-1 effective: it is hurt',
    '18200 crash db-1 heal-effective',
  ])
})

test('an event that does not come in time is a fatal doubt', async () => {
  const { clock, recorder, job, played } = play([planned({ when })])
  await clock.advance(zero + 8001)
  job.environment.emit({ name: 'promoted', at: clock.wall() })
  await clock.advance(20_000)
  await played
  expect(recorder.story).toEqual([
    '18000 fatal doubt about injection: crash waited for the event promoted, which did not come within 8000 ms',
  ])
})

test('Ctrl-C waits for an injection that is under way, so that it can be healed', async () => {
  const answered = Promise.withResolvers<void>()
  const { clock, recorder, heals, played, controller } = play(
    [
      planned(),
      planned({ id: 1, fault: 'slow', target: ['web->db'], atMs: 60_000, healMs: 61_000 }),
    ],
    async () => {
      await answered.promise
      return injection
    },
  )
  await clock.advance(zero)
  controller.abort(new Error('Ctrl-C'))
  await clock.advance(10)
  answered.resolve()
  await expect(played).rejects.toThrow('Ctrl-C')
  await heals.healAll()
  expect(recorder.story.at(-1)).toBe('10010 crash db-1 heal-effective')
})
