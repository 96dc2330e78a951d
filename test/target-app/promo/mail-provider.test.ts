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

  test('shuts out who hammers, for as long as it goes on', async () => {
    const { askOften } = provider()
    await askOften(300, 1000)
    const hammered = await askOften(100, 50_000)
    expect(new Set(hammered)).toEqual(new Set(['too many questions']))
  })

  test('lets everybody in again after a second of silence', async () => {
    const { askOften } = provider()
    await askOften(300, 1000)
    expect(await askOften(1, 1000)).toEqual(['taken'])
  })
})
