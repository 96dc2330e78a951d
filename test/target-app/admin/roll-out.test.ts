import { expect, test } from 'vitest'
import { rollBack, rollOut, type RollOutParts } from '../../../target-app/admin/roll-out.ts'

const replicas = ['cart-1', 'cart-2', 'cart-3']

interface World {
  /** The share of failures of each release. */
  readonly failures: Readonly<Record<string, number>>
  /** Answers of each replica per second. */
  readonly rate?: number
}

/** Replicas that start in no time and fail as their release does. */
function world({ failures, rate = 30 }: World) {
  const running = new Map(replicas.map((name) => [name, { release: '1', previous: '1' }]))
  const counts = new Map(replicas.map((name) => [name, { all: 0, failed: 0 }]))
  const said: string[] = []
  const changes: string[] = []
  const at = <T>(map: Map<string, T>, name: string): T => {
    const found = map.get(name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  const parts: RollOutParts = {
    supervisors: {
      status: async (replica) => ({
        ...{ replica, service: 'cart', state: 'up', deaths: 0 },
        ...at(running, replica),
      }),
      answers: async (replica) => ({ ...at(counts, replica) }),
      async release(replica, release) {
        changes.push(`${replica} ${release}`)
        running.set(replica, { release, previous: at(running, replica).release })
        counts.set(replica, { all: 0, failed: 0 })
      },
    },
    async wait(ms) {
      for (const [name, { all, failed }] of counts) {
        const more = (rate * ms) / 1000
        const share = failures[at(running, name).release] ?? 0
        counts.set(name, { all: all + more, failed: failed + more * share })
      }
    },
    say: (line) => void said.push(line),
  }
  const releases = (): string[] => [...running.values()].map(({ release }) => release)
  return { parts, said, changes, releases }
}
const wanted = { replicas, release: '2', analysis: true }

test('a sound release comes to one replica after the other', async () => {
  const { parts, changes, releases } = world({ failures: {} })
  expect(await rollOut(parts, wanted)).toBe(true)
  expect(changes).toEqual(['cart-1 2', 'cart-2 2', 'cart-3 2'])
  expect(releases()).toEqual(['2', '2', '2'])
})

test('a bad release is noticed on the first replica and taken back; the others never see it', async () => {
  const { parts, changes, said, releases } = world({ failures: { '2': 0.1 } })
  expect(await rollOut(parts, wanted)).toBe(false)
  expect(changes).toEqual(['cart-1 2', 'cart-1 1'])
  expect(releases()).toEqual(['1', '1', '1'])
  expect(said.join('\n')).toContain('10.0 % of its answers fail, 0.0 % elsewhere')
})

test('what fails everywhere is not the fault of the new release', async () => {
  const { parts, releases } = world({ failures: { '1': 0.2, '2': 0.2 } })
  expect(await rollOut(parts, wanted)).toBe(true)
  expect(releases()).toEqual(['2', '2', '2'])
})

test('a release that nobody used is not believed', async () => {
  const { parts, releases } = world({ failures: {}, rate: 2 })
  expect(await rollOut(parts, wanted)).toBe(false)
  expect(releases()).toEqual(['1', '1', '1'])
})

test('without analysis a bad release goes everywhere, and one command takes it back', async () => {
  const { parts, releases } = world({ failures: { '2': 0.5 } })
  expect(await rollOut(parts, { ...wanted, analysis: false })).toBe(true)
  expect(releases()).toEqual(['2', '2', '2'])
  await rollBack(parts, replicas)
  expect(releases()).toEqual(['1', '1', '1'])
})

test('says who does not come up', async () => {
  const { parts } = world({ failures: {} })
  const asleep = { ...parts.supervisors, release: async () => {} }
  await expect(rollOut({ ...parts, supervisors: asleep }, wanted)).rejects.toThrow(
    'cart-1 did not come up with release 2',
  )
})
