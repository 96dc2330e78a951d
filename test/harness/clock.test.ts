import { describe, expect, test } from 'vitest'
import { manualClock, realClock } from '../../harness/clock.ts'

describe('manual clock', () => {
  test('sleepers wake in order, each at its own time', async () => {
    const clock = manualClock({ now: 100, wall: 5000 })
    const woken: string[] = []
    const nap = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms)
      woken.push(`${name} at ${clock.now()}`)
    }
    const naps = Promise.all([nap('late', 30), nap('early', 10)])
    await clock.advance(20)
    expect(woken).toEqual(['early at 110'])
    expect(clock.sleepers).toBe(1)
    await clock.advance(20)
    await naps
    expect(woken).toEqual(['early at 110', 'late at 130'])
    expect(clock.wall()).toBe(5040)
  })

  test('who sleeps again while time passes is woken again', async () => {
    const clock = manualClock()
    let rounds = 0
    const loop = (async () => {
      while (rounds < 3) {
        await clock.sleep(10)
        rounds += 1
      }
    })()
    await clock.advance(30)
    await loop
    expect(rounds).toBe(3)
  })

  test('an abort wakes with its reason', async () => {
    const clock = manualClock()
    const abort = new AbortController()
    const nap = clock.sleep(10, abort.signal)
    abort.abort(new Error('stop'))
    await expect(nap).rejects.toThrow('stop')
    expect(clock.sleepers).toBe(0)
    await expect(clock.sleep(10, abort.signal)).rejects.toThrow('stop')
  })
})

describe('real clock', () => {
  test('sleeps at least as long as asked', async () => {
    const before = realClock.now()
    await realClock.sleep(20)
    // Node's timers may fire up to 1 ms early against performance.now().
    expect(realClock.now() - before).toBeGreaterThanOrEqual(19)
  })

  test('a moment that has passed is not waited for, and is no reason for a warning', async () => {
    const warned: string[] = []
    const listen = (warning: Error): void => void warned.push(warning.name)
    process.on('warning', listen)
    await realClock.sleep(-40)
    // Node tells of warnings in a later turn of its loop.
    await realClock.sleep(1)
    process.off('warning', listen)
    expect(warned).not.toContain('TimeoutNegativeWarning')
  })

  test('an abort ends a sleep', async () => {
    const abort = new AbortController()
    const nap = realClock.sleep(60_000, abort.signal)
    abort.abort(new Error('stop'))
    await expect(nap).rejects.toThrow('stop')
  })

  test('the wall clock agrees with the machine', () => {
    // A minute is far more than the clocks drift in a test run, and far less than a wrong unit.
    expect(Math.abs(realClock.wall() - Date.now())).toBeLessThan(60_000)
  })
})
