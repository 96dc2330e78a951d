import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../../harness/faults/fault.ts'
import { faults } from '../../harness/faults/index.ts'
import type { Environment } from '../../harness/runtime/environment.ts'
import { startTiny } from '../support/tiny.ts'
import { victimsOf } from '../support/victims.ts'

/** What `front` answers when it asks `back`: its status, its words, and how long it took. */
interface Answer {
  readonly status: number
  readonly text: string
  readonly ms: number
}

const never = new AbortController().signal
const link = 'front-1→back'
let environment: Environment

beforeAll(async () => {
  environment = await startTiny('faults')
})
afterAll(async () => {
  await environment[Symbol.asyncDispose]()
})

async function ask(): Promise<Answer> {
  const began = performance.now()
  const answer = await environment.context(never).fetch('/')
  return { status: answer.status, text: await answer.text(), ms: performance.now() - began }
}

async function inject(name: keyof typeof faults, options: Record<string, unknown>) {
  const fault: Fault = faults[name]
  const byLink = fault.hurts === 'links'
  const victims = victimsOf(environment, byLink ? { links: [link] } : { replicas: ['back'] })
  return fault.inject(victims, fault.options.parse(options), never)
}

/** `front` waits 1 s for `back`; the margin below is for a busy machine. */
const patienceMs = 900

const cases: readonly {
  readonly name: keyof typeof faults
  readonly options: Record<string, unknown>
  readonly felt: (answer: Answer) => void
}[] = [
  {
    name: 'kill',
    options: { as: 'process-crashed' },
    felt: ({ status, text, ms }) => {
      expect({ status, text }).toEqual({ status: 502, text: 'ECONNREFUSED' })
      expect(ms).toBeLessThan(patienceMs)
    },
  },
  {
    name: 'kill',
    options: { as: 'host-lost' },
    felt: ({ status, ms }) => {
      expect(status).toBe(502)
      expect(ms).toBeGreaterThan(patienceMs)
    },
  },
  {
    name: 'stop',
    options: { grace: '2s' },
    felt: ({ status, text }) =>
      expect({ status, text }).toEqual({ status: 502, text: 'ECONNREFUSED' }),
  },
  {
    name: 'pause',
    options: {},
    felt: ({ status, ms }) => {
      expect(status).toBe(502)
      expect(ms).toBeGreaterThan(patienceMs)
    },
  },
  {
    name: 'latency',
    options: { delay: '300ms' },
    felt: ({ status, ms }) => {
      expect(status).toBe(200)
      // Toxiproxy never answers early; a busy machine only makes it later.
      expect(ms).toBeGreaterThanOrEqual(299)
      expect(ms).toBeLessThan(patienceMs)
    },
  },
  {
    name: 'partition',
    options: {},
    felt: ({ status, ms }) => {
      expect(status).toBe(502)
      expect(ms).toBeGreaterThan(patienceMs)
    },
  },
  {
    name: 'reset',
    options: {},
    felt: ({ status, text }) =>
      expect({ status, text }).toEqual({ status: 502, text: 'ECONNRESET' }),
  },
]

describe.each(cases)('$name $options', ({ name, options, felt }) => {
  test('does what it says, is felt, and heals without a trace', async () => {
    expect((await ask()).status).toBe(200)
    const injection = await inject(name, options)
    try {
      felt(await ask())
      expect(await injection.touched?.()).toBeGreaterThan(0)
    } finally {
      await injection.heal(AbortSignal.timeout(20_000))
    }
    expect((await ask()).status).toBe(200)
    expect(await environment.wire.leftovers(never)).toEqual([])
    await injection.heal(AbortSignal.timeout(20_000))
    expect(await environment.replicas.get('back')?.state()).toBe('running')
  })
})

test('none does nothing', async () => {
  const injection = await inject('none', {})
  expect((await ask()).status).toBe(200)
  await injection.heal(never)
})

test('a partition that separates nobody is refused', async () => {
  const victims = victimsOf(environment, { replicas: ['front-1'] })
  const { partition } = faults
  await expect(partition.inject(victims, { except: ['back', 'client'] }, never)).rejects.toThrow(
    /no link leads from front-1/,
  )
})

test('a failed injection leaves nothing on the wire', async () => {
  const gone = AbortSignal.abort(new Error('over'))
  const victims = victimsOf(environment, { replicas: ['back'] })
  await expect(faults.kill.inject(victims, { as: 'process-crashed' }, gone)).rejects.toThrow()
  expect(await environment.wire.leftovers(never)).toEqual([])
  expect((await ask()).status).toBe(200)
})
