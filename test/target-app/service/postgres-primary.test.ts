import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { PostgresPrimary, rightPrimary } from '../../../target-app/service/postgres-primary.ts'
import type { PostgresRole } from '../../../target-app/service/postgres-role.ts'

const primary = (name: string, timeline: number): PostgresRole => ({
  name,
  role: 'primary',
  timeline,
})
const standby = (name: string): PostgresRole => ({ name, role: 'standby' })

/** A finder over roles that the test may change; `asked` collects who was given queries. */
function finder(roles: Map<string, PostgresRole>) {
  const asked: string[] = []
  const ended: string[] = []
  const changes: string[] = []
  const found = new PostgresPrimary({
    names: ['a', 'b'],
    timeoutMs: 100,
    onChange: (from, to) => changes.push(`${from}→${to}`),
    onError: () => undefined,
    asker: {
      ask: async (name) => {
        const role = roles.get(name)
        if (role === undefined) throw new Error(`${name} is silent`)
        return role
      },
      stop: () => undefined,
    },
    open: (name) =>
      ({
        totalCount: 0,
        query: async () => {
          asked.push(name)
          return { rows: [] }
        },
        connect: async () => ({}),
        end: async () => {
          ended.push(name)
        },
        // Only what the finder uses of a pool.
      }) as unknown as ReturnType<NonNullable<OpenOption>>,
  })
  return { found, asked, ended, changes }
}
type OpenOption = ConstructorParameters<typeof PostgresPrimary>[0]['open']

test('turns to the promoted standby, and gives up the connections to the old primary', async () => {
  const roles = new Map([
    ['a', primary('a', 1)],
    ['b', standby('b')],
  ])
  const { found, asked, ended, changes } = finder(roles)
  await found.look()
  await found.query('select 1')
  roles.delete('a')
  roles.set('b', primary('b', 2))
  await found.look()
  await found.query('select 1')
  expect(asked).toEqual(['a', 'b'])
  expect(ended).toEqual(['a'])
  expect(changes).toEqual(['undefined→a', 'a→b'])
})

test('never goes back to an old primary, not even when it is the only one that answers', async () => {
  const roles = new Map([['b', primary('b', 2)]])
  const { found } = finder(roles)
  await found.look()
  roles.delete('b')
  roles.set('a', primary('a', 1))
  await found.look()
  expect(found.name).toBe('b')
})

test('a new one is asked nothing before a primary is known', async () => {
  const { found } = finder(new Map([['b', standby('b')]]))
  await found.look()
  await expect(found.query('select 1')).rejects.toThrow('no PostgreSQL says that it is the primary')
})

test('uses no one who was told to take no more writes', () => {
  expect(rightPrimary([{ name: 'a', role: 'fenced', timeline: 3 }], 1)).toBeUndefined()
})

test('whatever is seen and in which order, the timeline in use only grows', () => {
  const role = fc.record({
    name: fc.constantFrom('a', 'b'),
    timeline: fc.integer({ min: 1, max: 5 }),
  })
  const looks = fc.array(fc.array(role, { maxLength: 2 }), { maxLength: 10 })
  fc.assert(
    fc.property(looks, (all) => {
      let newest = 0
      for (const seen of all) {
        const found = rightPrimary(
          seen.map(({ name, timeline }) => primary(name, timeline)),
          newest,
        )
        if (found === undefined) continue
        expect(found.timeline).toBe(Math.max(newest, ...seen.map(({ timeline }) => timeline)))
        newest = found.timeline
      }
    }),
  )
})
