import { describe, expect, test } from 'vitest'
import { mailProvider, type Refusal } from '../../../target-app/promo/mail-provider.ts'

function provider(refusal: () => Refusal | undefined = () => undefined) {
  let now = 0
  const made = mailProvider({
    refusal: async () => refusal(),
    now: () => now,
    sleep: async () => undefined,
  })
  const ask = async (): Promise<string> =>
    made.hand('anna').then(
      () => 'taken',
      (error: Error) => error.message,
    )
  /** So many questions, evenly spread over so many milliseconds. */
  const askOften = async (times: number, ms: number): Promise<string[]> => {
    const answers: string[] = []
    for (let i = 0; i < times; i += 1) {
      now += ms / times
      answers.push(await ask())
    }
    return answers
  }
  return { ask, askOften }
}

describe('the mail provider', () => {
  test('takes letters', async () => {
    expect(await provider().ask()).toBe('taken')
  })

  test('says why it takes none', async () => {
    const bounced = { because: 'there is no mailbox anna', everybody: false }
    expect(await provider(() => bounced).ask()).toBe(bounced.because)
  })

  test('bears a hundred questions in a second', async () => {
    expect(new Set(await provider().askOften(300, 3000))).toEqual(new Set(['taken']))
  })

  test('shuts out who hammers, for as long as it goes on, and no longer', async () => {
    const { askOften } = provider()
    await askOften(200, 1000)
    const hammered = await askOften(600, 3000)
    expect(new Set(hammered)).toEqual(new Set(['too many questions']))
    const calmed = await askOften(40, 2000)
    expect(calmed.at(-1)).toBe('taken')
  })
})
