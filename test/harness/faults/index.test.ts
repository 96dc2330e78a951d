import { describe, expect, test } from 'vitest'
import { reasonOf } from '../../../harness/errors.ts'
import type { Fault, Injection } from '../../../harness/faults/fault.ts'
import { faults } from '../../../harness/faults/index.ts'
import { fakeEnvironment, type FakeEnvironment } from '../../support/fake-environment.ts'
import { victimsOf } from '../../support/victims.ts'

/* What every fault owes, whatever it does. What each does to real containers is in test/containers/. */

/** What each fault is asked for here, as a scenario writes it. A fault without an entry has no options that it needs. */
const asked: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  corrupt: [{ file: '/data/index-*.json' }],
  hang: [{}, { process: 'node .*cart' }],
  kill: [{ as: 'process-crashed' }, { as: 'host-lost' }, { process: 'node .*cart' }],
  act: [{ action: 'swap-roles' }],
  latency: [{ delay: '100ms' }],
  stop: [{ grace: '500ms' }],
  surge: [{ rate: '100/s' }],
}
const registry: Readonly<Record<string, Fault>> = faults
const cases = Object.values(registry).flatMap((fault) =>
  (asked[fault.name] ?? [{}]).map((options) => ({ name: fault.name, fault, options })),
)
/** What an action does to whom is known to the target alone. */
const hurting = cases.filter(({ fault }) => !['nothing', 'action'].includes(fault.hurts))
const never = new AbortController().signal

interface Case {
  readonly fault: Fault
  readonly options: Readonly<Record<string, unknown>>
}

function inject(
  { fault, options }: Case,
  environment: FakeEnvironment,
  signal = never,
): Promise<Injection> {
  const byLink = fault.hurts === 'links'
  const victims = victimsOf(
    environment,
    byLink ? { links: ['web-1→db-1:5432', 'web-2→db-1:5432'] } : { replicas: ['db-1', 'db-2'] },
  )
  return fault.inject(victims, fault.options.parse(options), signal)
}

describe.each(cases)('$name $options', (one) => {
  test('says what it did, and heals twice without harm', async () => {
    const environment = fakeEnvironment()
    const injection = await inject(one, environment)
    expect(injection.effect).toMatch(/\w/)
    await injection.heal(never)
    expect(environment.hurt()).toEqual([])
    await injection.heal(never)
    expect(environment.hurt()).toEqual([])
  })

  test('refuses options that it does not know', () => {
    const given = { ...one.options, nonsense: true }
    expect(one.fault.options.safeParse(given).success).toBe(false)
  })
})

describe.each(hurting)('$name $options', (one) => {
  test('hurts something, and counts what it met if it can', async () => {
    const environment = fakeEnvironment()
    const injection = await inject(one, environment)
    expect(environment.hurt()).not.toEqual([])
    expect(injection.touched === undefined || (await injection.touched()) > 0).toBe(true)
  })

  test('leaves nothing behind, whichever of its steps fails', async () => {
    let step = 0
    for (; ; step++) {
      const environment = fakeEnvironment()
      environment.failAt(step)
      const failed = await inject(one, environment).then(
        () => undefined,
        (error: unknown) => reasonOf(error),
      )
      if (failed === undefined) break
      expect(failed, `step ${step}`).toMatch(/failed$/)
      expect(environment.hurt(), `step ${step}`).toEqual([])
    }
    expect(step).toBeGreaterThan(0)
  })

  test('does nothing once its signal was aborted', async () => {
    const environment = fakeEnvironment()
    const over = AbortSignal.abort(new Error('over'))
    await expect(inject(one, environment, over)).rejects.toThrow('over')
    expect(environment.hurt()).toEqual([])
  })
})

describe.each(hurting.filter(({ fault }) => fault.hurts !== 'entry'))('$name $options', (one) => {
  test('refuses victims that do not exist', async () => {
    const environment = fakeEnvironment()
    const nobody = victimsOf(environment, { replicas: ['nobody'], links: ['nobody→db-1'] })
    const options = one.fault.options.parse(one.options)
    await expect(one.fault.inject(nobody, options, never)).rejects.toThrow('nobody')
  })
})

test('every fault says what it is', () => {
  for (const [key, { name, summary }] of Object.entries(registry)) {
    expect(name).toBe(key)
    expect(summary).toMatch(/^[A-Z].*\.$/)
  }
})

test('a partition spares whom it is told to', async () => {
  const environment = fakeEnvironment()
  const victims = victimsOf(environment, { replicas: ['db-1'] })
  await expect(faults.partition.inject(victims, { except: ['web'] }, never)).rejects.toThrow(
    'no link leads from db-1',
  )
})

test('a partition can cut links and nothing else', async () => {
  const environment = fakeEnvironment()
  const victims = victimsOf(environment, { links: ['web-1→mail'] })
  const injection = await faults.partition.inject(victims, { except: [] }, never)
  expect(injection.effect).toBe('web-1→mail cut: silence')
  expect(environment.hurt()).toHaveLength(1)
})
