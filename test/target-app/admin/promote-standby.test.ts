import { describe, expect, test } from 'vitest'
import type {
  PostgresOperator,
  PostgresStanding,
} from '../../../target-app/admin/postgres-operator.ts'
import { promoteStandby, rejoined } from '../../../target-app/admin/promote-standby.ts'

const primary = (name: string, position: number, followers: string[] = []): PostgresStanding => ({
  name,
  role: 'primary',
  timeline: 1,
  position,
  followers,
})
const standby = (name: string, position: number): PostgresStanding => ({
  name,
  role: 'standby',
  timeline: 0,
  position,
  followers: [],
})

/** Standbys that get ten bytes further with every wait. */
function trial(...standings: PostgresStanding[]) {
  const now = new Map(standings.map((standing) => [standing.name, standing]))
  const done: string[] = []
  let grow = 10
  const operator: PostgresOperator = {
    standing: async (name) => {
      const found = now.get(name)
      if (found === undefined) throw new Error(`${name} is gone`)
      return found
    },
    fence: async (name) => void done.push(`fence ${name}`),
    unfence: async (name) => void done.push(`unfence ${name}`),
    promote: async (name) => void done.push(`promote ${name}`),
  }
  const said: string[] = []
  const parts = {
    operator,
    names: ['a', 'b', 'c'],
    say: (line: string) => void said.push(line),
    wait: async () => {
      for (const [name, one] of now) {
        if (one.role === 'standby') now.set(name, { ...one, position: one.position + grow })
      }
    },
  }
  return { parts, done, said, now, stall: () => (grow = 0) }
}

describe('promoting a standby', () => {
  test('fences the primary first, and waits until the standby has everything', async () => {
    const { parts, done, now } = trial(primary('a', 100), standby('b', 70))
    expect(await promoteStandby(parts)).toBe('b')
    expect(done).toEqual(['fence a', 'promote b'])
    expect(now.get('b')?.position).toBe(100)
  })

  test('lets the primary go on when the standby does not catch up', async () => {
    const { parts, done, stall } = trial(primary('a', 100), standby('b', 70))
    stall()
    await expect(promoteStandby(parts)).rejects.toThrow('b did not catch up with a')
    expect(done).toEqual(['fence a', 'unfence a'])
  })

  test('lets the primary go on when it cannot be asked how much it has', async () => {
    const { parts, done, now } = trial(primary('a', 100), standby('b', 70))
    const fence = async (name: string): Promise<void> => {
      done.push(`fence ${name}`)
      now.delete(name)
    }
    const failing = { ...parts, operator: { ...parts.operator, fence } }
    await expect(promoteStandby(failing)).rejects.toThrow('a is gone; a takes writes again')
    expect(done).toEqual(['fence a', 'unfence a'])
  })

  test('lets the primary go on when the standby dies while it is promoted', async () => {
    const { parts, done, now } = trial(primary('a', 100), standby('b', 100))
    const promote = async (name: string): Promise<void> => {
      now.delete(name)
      throw new Error('no answer')
    }
    const failing = { ...parts, operator: { ...parts.operator, promote } }
    await expect(promoteStandby(failing)).rejects.toThrow('no answer; a takes writes again')
    expect(done).toEqual(['fence a', 'unfence a'])
  })

  test('keeps the old one fenced when only the answer of the promoted one was lost', async () => {
    const { parts, done, now } = trial(primary('a', 100), standby('b', 100))
    const promote = async (name: string): Promise<void> => {
      now.set(name, { ...primary(name, 100), timeline: 2 })
      throw new Error('no answer')
    }
    const failing = { ...parts, operator: { ...parts.operator, promote } }
    await expect(promoteStandby(failing)).rejects.toThrow('no answer')
    expect(done).toEqual(['fence a'])
  })

  test('says so when the primary cannot be told to go on', async () => {
    const { parts, stall } = trial(primary('a', 100), standby('b', 70))
    stall()
    const unfence = () => Promise.reject(new Error('a is gone'))
    const failing = { ...parts, operator: { ...parts.operator, unfence } }
    await expect(promoteStandby(failing)).rejects.toThrow('a may still take no writes')
  })

  test('takes the one that has the most when the primary is gone, and says what that may cost', async () => {
    const { parts, done, said } = trial(standby('b', 70), standby('c', 90))
    expect(await promoteStandby(parts)).toBe('c')
    expect(done).toEqual(['promote c'])
    expect(said[0]).toContain('stays behind')
  })

  test('says who there is when nobody can be promoted', async () => {
    const { parts, done } = trial(primary('a', 100))
    await expect(promoteStandby(parts)).rejects.toThrow(/a is primary.*b does not answer/)
    expect(done).toEqual([])
  })
})

describe('rejoining', () => {
  test('ends when everybody follows', async () => {
    const { parts, said } = trial(primary('a', 1, ['b', 'c']), standby('b', 1), standby('c', 1))
    await rejoined(parts, 1000)
    expect(said).toEqual(['everybody follows a, on timeline 1'])
  })

  test('says who is missing', async () => {
    const { parts } = trial(primary('a', 1, ['b']), standby('b', 1))
    await expect(rejoined(parts, 300)).rejects.toThrow('c does not answer')
  })
})
