import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WaitingLine, type Waiting } from '../../../target-app/dialogue/waiting-line.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Numbered = Waiting & { readonly n: number }

const newOne = (name: string, said: string[] = []) => ({
  name,
  onPosition: (position: number) => said.push(`${name} ${position}`),
  onTooLong: () => said.push(`${name} too long`),
})

test('first come, first served, and everybody hears of moving up', () => {
  const said: string[] = []
  const line = new WaitingLine<ReturnType<typeof newOne>>(3, 1000)
  for (const name of ['a', 'b', 'c']) line.join(newOne(name, said))
  expect(line.full).toBe(true)
  expect(line.next()?.name).toBe('a')
  expect(said).toEqual(['a 1', 'b 2', 'c 3', 'b 1', 'c 2'])
})

test('whoever waited too long is told so, once, and is gone', () => {
  const said: string[] = []
  const line = new WaitingLine<ReturnType<typeof newOne>>(3, 1000)
  line.join(newOne('a', said))
  vi.advanceTimersByTime(999)
  expect(said).toEqual(['a 1'])
  vi.advanceTimersByTime(5000)
  expect(said).toEqual(['a 1', 'a too long'])
  expect(line.next()).toBeUndefined()
})

test('whoever is served or has left is not told any more', () => {
  const said: string[] = []
  const line = new WaitingLine<ReturnType<typeof newOne>>(3, 1000)
  const [a, b] = [newOne('a', said), newOne('b', said)]
  line.join(a)
  line.join(b)
  line.next()
  line.leave(b)
  vi.advanceTimersByTime(5000)
  expect(said).toEqual(['a 1', 'b 2', 'b 1'])
})

test('whoever comes back goes first', () => {
  const line = new WaitingLine<ReturnType<typeof newOne>>(1, 1000)
  line.join(newOne('a'))
  line.rejoin(newOne('back'))
  expect(line.next()?.name).toBe('back')
  expect(line.next()?.name).toBe('a')
})

test('whatever happens, the last position told is the true one', () => {
  const step = fc.oneof(
    fc.constant('join' as const),
    fc.constant('next' as const),
    fc.nat({ max: 9 }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const line = new WaitingLine<Numbered>(100, 1000)
      const told = new Map<number, number>()
      let there: Numbered[] = []
      for (const [n, what] of steps.entries()) {
        if (what === 'join') {
          const one = { n, onPosition: (at: number) => void told.set(n, at), onTooLong: () => {} }
          there.push(one)
          line.join(one)
        } else if (what === 'next') {
          expect(line.next()).toBe(there.shift())
        } else {
          const one = there[what]
          if (one !== undefined) line.leave(one)
          there = there.filter((other) => other !== one)
        }
        expect(there.map(({ n }) => told.get(n))).toEqual(there.map((_, at) => at + 1))
      }
      while (line.next() !== undefined);
    }),
  )
})
