import { describe, expect, test } from 'vitest'
import type { DialogueEvent } from '../../../target-app/contracts/dialogue.ts'
import { eventText } from '../../../target-app/contracts/dialogue.ts'
import { askGuide, eventsIn, type Answering, type Begun } from '../../../target-app/guide/asking.ts'
import { ShopError } from '../../../target-app/service/shop-error.ts'

const token = (offset: number, text: string): DialogueEvent => ({ event: 'token', offset, text })
const end: DialogueEvent = { event: 'end', id: 'q', length: 10, checksum: 'c', cites: [] }
const sorry = (code: 'draining' | 'try-later'): DialogueEvent => ({
  event: 'sorry',
  id: 'q',
  code,
  message: code,
})
async function* stream(events: readonly DialogueEvent[], breaks = false): Answering {
  yield* events
  if (breaks) throw new Error('connection lost')
}
const question = { id: 'q', shopper: 'ada', question: 'How?' }

/** Asks, and is answered by these streams one after the other. */
async function hear(streams: readonly (() => Answering)[], from = 0) {
  const begun: (number | undefined)[] = []
  let hungUp = 0
  const begin = async (asked: { from?: number | undefined }): Promise<Begun> => {
    const next = streams[begun.length]
    begun.push(asked.from)
    if (next === undefined) throw new ShopError(503, 'ask-resting', 'resting')
    return { answering: next(), hangUp: () => void (hungUp += 1) }
  }
  const events: DialogueEvent[] = []
  const resumed: number[] = []
  const parts = {
    begin,
    mostResumptions: 2,
    rest: async () => undefined,
    silenceMs: 20,
    onResumed: (offset: number) => void resumed.push(offset),
  }
  for await (const event of askGuide(parts, { ...question, from })) events.push(event)
  return { events, begun, hungUp, resumed }
}

describe('a question', () => {
  test('is answered to its end', async () => {
    const whole = () => stream([token(0, 'hello '), token(6, 'you!'), end])
    const { events, resumed } = await hear([whole])
    expect(events).toEqual([token(0, 'hello '), token(6, 'you!'), end])
    expect(resumed).toEqual([])
  })

  test.each([
    ['breaks', () => stream([token(0, 'hello ')], true)],
    ['ends without saying so', () => stream([token(0, 'hello ')])],
    ['is sent away', () => stream([token(0, 'hello '), sorry('draining')])],
    [
      'falls silent',
      async function* () {
        yield token(0, 'hello ')
        await new Promise(() => undefined)
      },
    ],
    ['leaves a gap', () => stream([token(0, 'hello '), token(9, '!'), end])],
  ])('is taken up by another replica where it %s', async (_, first) => {
    const second = () => stream([token(6, 'you!'), end])
    const { events, begun, hungUp, resumed } = await hear([first, second])
    expect(events).toEqual([token(0, 'hello '), token(6, 'you!'), end])
    expect(begun).toEqual([0, 6])
    expect(hungUp).toBe(2)
    expect(resumed).toEqual([6])
  })

  test('is said to go on each time that it does', async () => {
    const { resumed } = await hear([
      () => stream([], true),
      () => stream([token(0, 'hello ')], true),
      () => stream([token(6, 'you!'), end]),
    ])
    expect(resumed).toEqual([0, 6])
  })

  test('is not said to go on where it only waits, gets a gap, or is sent away again', async () => {
    const { resumed } = await hear([
      () => stream([token(0, 'hello ')], true),
      () => stream([{ event: 'position', position: 1 }, token(9, '!')]),
      () => stream([sorry('try-later')]),
    ])
    expect(resumed).toEqual([])
  })

  test('gets a clear end when nobody can finish it', async () => {
    const broken = () => stream([token(0, 'hello ')], true)
    const { events, begun } = await hear([broken, broken, broken])
    expect(events.at(-1)).toMatchObject({ event: 'sorry', code: 'gave-up' })
    expect(begun).toHaveLength(3)
  })

  test('is refused in the usual form when nobody takes it', async () => {
    await expect(hear([])).rejects.toMatchObject({ status: 503, code: 'ask-resting' })
  })

  test('is not said to go on when nobody takes what broke off', async () => {
    const { events, begun, resumed } = await hear([() => stream([token(0, 'hello ')], true)])
    expect(events.at(-1)).toMatchObject({ event: 'sorry', code: 'gave-up' })
    expect(begun).toEqual([0, 6, 6])
    expect(resumed).toEqual([])
  })

  test('ends with "sorry" when that was meant', async () => {
    const { events, begun } = await hear([() => stream([sorry('try-later')])])
    expect(events).toEqual([sorry('try-later')])
    expect(begun).toHaveLength(1)
  })

  test('goes on from where the shopper has it', async () => {
    const { begun, resumed } = await hear([() => stream([token(6, 'you!'), end])], 6)
    expect(begun).toEqual([6])
    expect(resumed).toEqual([])
  })
})

test('events are read however they are cut into pieces', async () => {
  const bytes = new TextEncoder().encode([token(0, 'grüße'), end].map(eventText).join(''))
  const one = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  const events: DialogueEvent[] = []
  for await (const event of eventsIn(one)) events.push(event)
  expect(events).toEqual([token(0, 'grüße'), end])
})
