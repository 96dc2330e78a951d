import { describe, expect, test } from 'vitest'
import type { BreakerState } from '../../../target-app/contracts/answers.ts'
import { protect, type Places } from '../../../target-app/service/resilience.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'

const on = { retry: true, circuitBreaker: true, timeOut: true, bulkhead: true }
const protection = (
  switches: Partial<typeof on> = {},
  halfOpenAfterMs = 60_000,
  places?: Places,
) => {
  const states: BreakerState[] = []
  const made = protect(
    {
      name: 'redis',
      timeoutMs: 20,
      breakAfter: 3,
      halfOpenAfterMs,
      ...(places && { places }),
      resting: { code: 'resting', message: 'resting' },
      onBreaker: (state) => states.push(state),
    },
    { ...on, ...switches },
  )
  return { made, states }
}
const broken = async (): Promise<never> => {
  throw new Error('broken')
}
const silence = () => new Promise<never>(() => undefined)
const soldOut = async (): Promise<never> => {
  throw new ShopError(409, 'sold-out', 'none left')
}
const resting = { status: 503, code: 'resting' }

describe('protected calls', () => {
  test('repeats what may be repeated, up to two times', async () => {
    let calls = 0
    const third = async (): Promise<string> => {
      calls += 1
      if (calls < 3) throw new Error('broken')
      return 'done'
    }
    expect(await protection().made.repeatable(third)).toBe('done')
    expect(calls).toBe(3)
  })

  test.each([
    ['once', on],
    ['repeatable', { ...on, retry: false }],
  ] as const)('calls %s one time with %o', async (how, switches) => {
    let calls = 0
    const count = async (): Promise<never> => {
      calls += 1
      throw new Error('broken')
    }
    await expect(protection(switches).made[how](count)).rejects.toMatchObject(resting)
    expect(calls).toBe(1)
  })

  test('stops asking after three failures in a row, and closes when a call works again', async () => {
    const { made, states } = protection({}, 1)
    for (let i = 0; i < 3; i += 1) await expect(made.once(broken)).rejects.toMatchObject(resting)
    expect(made.state).toBe('open')
    // The breaker lets a call through after one millisecond; ten are enough on any machine.
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await made.once(async () => 'well')).toBe('well')
    expect(states).toEqual(['open', 'half-open', 'closed'])
  })

  test('does not call at all while the breaker is open', async () => {
    const { made } = protection()
    for (let i = 0; i < 3; i += 1) await expect(made.once(broken)).rejects.toMatchObject(resting)
    let called = false
    const call = async (): Promise<void> => {
      called = true
    }
    await expect(made.once(call)).rejects.toMatchObject(resting)
    expect(called).toBe(false)
  })

  test('never opens with the breaker off', async () => {
    const { made } = protection({ circuitBreaker: false })
    for (let i = 0; i < 6; i += 1) await expect(made.once(broken)).rejects.toMatchObject(resting)
    expect(await made.once(async () => 'well')).toBe('well')
  })

  test('gives up on silence, and waits for ever with time-outs off', async () => {
    await expect(protection().made.once(silence)).rejects.toMatchObject(resting)
    const endless = protection({ timeOut: false }).made.once(silence)
    // Three times the time-out that is off.
    const waited = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 60))
    expect(await Promise.race([endless, waited])).toBe('still waiting')
  })

  test('passes refusals on purpose through and does not count them', async () => {
    const { made, states } = protection()
    for (let i = 0; i < 5; i += 1) {
      await expect(made.repeatable(soldOut)).rejects.toMatchObject({ status: 409 })
    }
    expect(states).toEqual([])
  })

  test('does not repeat everything for long when every call fails', async () => {
    const { made } = protection({ circuitBreaker: false })
    let calls = 0
    const count = async (): Promise<never> => {
      calls += 1
      throw new Error('broken')
    }
    await Promise.allSettled(Array.from({ length: 200 }, () => made.repeatable(count)))
    // 600 without a budget. With it 300, and ten more for each second that this takes: less than one as a rule.
    expect(calls).toBeGreaterThanOrEqual(300)
    expect(calls).toBeLessThan(400)
  })
})

describe('two places and nobody waiting', () => {
  const two = { calls: 2, waiting: 0 }
  const hanging = (switches: Partial<typeof on> = {}) => {
    const { made, states } = protection({ timeOut: false, ...switches }, 60_000, two)
    const answers: ((answer: string) => void)[] = []
    const call = () =>
      new Promise<string>((resolve) => {
        answers.push(resolve)
      })
    return { made, states, answers, call }
  }

  test('the third is refused at once, uncalled and unrepeated, and the breaker does not count it', async () => {
    const { made, states, answers, call } = hanging()
    const waiting = [made.repeatable(call), made.once(call)]
    for (let i = 0; i < 5; i += 1) {
      await expect(made.repeatable(call)).rejects.toMatchObject(resting)
      await expect(made.once(call)).rejects.toMatchObject(resting)
    }
    expect(answers).toHaveLength(2)
    expect(states).toEqual([])
    for (const answer of answers) answer('done')
    expect(await Promise.all(waiting)).toEqual(['done', 'done'])
    expect(await made.once(async () => 'a place again')).toBe('a place again')
  })

  test('a time-out gives the place back although the call goes on', async () => {
    const { made, answers, call } = hanging({ timeOut: true })
    await Promise.all([
      expect(made.once(call)).rejects.toMatchObject(resting),
      expect(made.once(call)).rejects.toMatchObject(resting),
    ])
    expect(answers).toHaveLength(2)
    expect(await made.once(async () => 'a place again')).toBe('a place again')
  })

  test('a call that fails gives it back too', async () => {
    const { made } = hanging({ circuitBreaker: false })
    for (let i = 0; i < 3; i += 1) await expect(made.once(broken)).rejects.toMatchObject(resting)
    expect(await made.once(async () => 'a place again')).toBe('a place again')
  })

  test('with the bulkhead off there is a place for everybody', async () => {
    const { made, answers, call } = hanging({ bulkhead: false })
    const waiting = Array.from({ length: 5 }, () => made.once(call))
    expect(answers).toHaveLength(5)
    for (const answer of answers) answer('done')
    await Promise.all(waiting)
  })
})
