import { expect, test } from 'vitest'
import { rollBack, rollOut, type RollOutParts } from '../../../target-app/admin/roll-out.ts'
import { Keeper } from '../../../target-app/supervisor/keeper.ts'

const replicas = ['cart-1', 'cart-2', 'cart-3']

interface World {
  /** The share of failures of each release. */
  readonly failures: Readonly<Record<string, number>>
  /** Answers of each replica per second. */
  readonly rate?: number
  /** A release that never comes up. */
  readonly stillborn?: string
}

/** A supervisor whose service ends and starts in no time. */
function keeperOf(): Keeper {
  const keeper: Keeper = new Keeper(
    {
      start() {
        let gone = (_code: number): void => {}
        return { pid: 1, kill: () => gone(0), onExit: (then) => void (gone = then) }
      },
      now: () => 0,
      after: () => {},
      log: () => {},
      exit: () => {},
    },
    '1',
  )
  keeper.start()
  keeper.alive()
  return keeper
}

/** Replicas that fail as their release does. */
function world({ failures, rate = 30, stillborn }: World) {
  const running = new Map(replicas.map((name) => [name, keeperOf()]))
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
      status: async (replica) => ({ replica, service: 'cart', ...at(running, replica).status }),
      answers: async (replica) => ({ ...at(counts, replica) }),
      async release(replica, release) {
        changes.push(`${replica} ${release}`)
        if (!at(running, replica).change(release)) throw new Error('refused')
        if (release !== stillborn) at(running, replica).alive()
        counts.set(replica, { all: 0, failed: 0 })
      },
    },
    async wait(ms) {
      for (const [name, { all, failed }] of counts) {
        const more = (rate * ms) / 1000
        const share = failures[at(running, name).status.release] ?? 0
        counts.set(name, { all: all + more, failed: failed + more * share })
      }
    },
    say: (line) => void said.push(line),
  }
  const releases = (): string[] => [...running.values()].map(({ status }) => status.release)
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

test('a second roll-back does not bring the bad release again, and says that there is none before', async () => {
  const { parts, said, releases } = world({ failures: {} })
  await rollOut(parts, { ...wanted, analysis: false })
  expect(await rollBack(parts, replicas)).toBe(true)
  expect(await rollBack(parts, replicas)).toBe(false)
  expect(releases()).toEqual(['1', '1', '1'])
  expect(said.at(-1)).toBe('cart-3 has release 1, and there is nothing to go back to')
})

test('nor does one after the analysis has taken it back', async () => {
  const { parts, releases } = world({ failures: { '3': 0.1 } })
  await rollOut(parts, wanted)
  await rollOut(parts, { ...wanted, release: '3' })
  expect(releases()).toEqual(['2', '2', '2'])
  await rollBack(parts, replicas)
  expect(releases()).toEqual(['1', '1', '1'])
})

test('a roll-back that was broken off is finished by another, and goes no further', async () => {
  const { parts, said, releases } = world({ failures: {} })
  const blindly = { ...wanted, analysis: false }
  await rollOut(parts, blindly)
  await rollOut(parts, { ...blindly, release: '3' })
  await rollBack(parts, ['cart-1'])
  expect(releases()).toEqual(['2', '3', '3'])
  await rollBack(parts, replicas)
  expect(releases()).toEqual(['2', '2', '2'])
  expect(said).toContain('cart-1 has release 2 already')
})

const silent = (): Promise<never> => Promise.reject(new Error('silent'))

test('replicas that do not say what they run keep nobody else from going back, and are named', async () => {
  const { parts, releases } = world({ failures: {} })
  await rollOut(parts, { ...wanted, analysis: false })
  const { status } = parts.supervisors
  const supervisors = {
    ...parts.supervisors,
    status: (replica: string) => (replica === 'cart-1' ? silent() : status(replica)),
  }
  await expect(rollBack({ ...parts, supervisors }, replicas)).rejects.toThrow(
    'not rolled back: cart-1 (silent)',
  )
  expect(releases()).toEqual(['2', '1', '1'])
})

test('a release that does not come up is taken back, and said why', async () => {
  const { parts, said, releases } = world({ failures: {}, stillborn: '2' })
  expect(await rollOut(parts, wanted)).toBe(false)
  expect(releases()).toEqual(['1', '1', '1'])
  expect(said[0]).toBe('release 2 is taken back: cart-1 did not come up with release 2')
})

test('who refused a release does not go back one too far when it is taken back from the others', async () => {
  const { parts, said, releases } = world({ failures: {} })
  await rollOut(parts, wanted)
  const { release } = parts.supervisors
  const supervisors = {
    ...parts.supervisors,
    release: (replica: string, name: string) =>
      replica === 'cart-2' ? silent() : release(replica, name),
  }
  expect(await rollOut({ ...parts, supervisors }, { ...wanted, release: '3' })).toBe(false)
  expect(releases()).toEqual(['2', '2', '2'])
  expect(said).toContain('release 3 is taken back: silent')
})

test('another replica that does not count its answers is not compared with', async () => {
  const { parts, releases } = world({ failures: {} })
  const { answers } = parts.supervisors
  const supervisors = {
    ...parts.supervisors,
    answers: (replica: string) => (replica === 'cart-3' ? silent() : answers(replica)),
  }
  expect(
    await rollOut({ ...parts, supervisors }, { ...wanted, replicas: ['cart-1', 'cart-2'] }),
  ).toBe(true)
  expect(await rollOut({ ...parts, supervisors }, wanted)).toBe(false)
  expect(releases()).toEqual(['1', '1', '1'])
})
