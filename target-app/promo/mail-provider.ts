/**
 * Stands for the foreign company that carries our mail. Taking a letter takes it a while; it has bad
 * days; and whoever asks too often is shut out until there was silence for a second: a client that
 * hammers is shut out for as long as it hammers.
 */
export interface MailProvider {
  /** Resolves when the letter was taken. @throws MailRefused */
  hand(shopper: string): Promise<void>
}

/** The provider's no. Whatever else is thrown is our own trouble. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
  /** It takes nobody's letters now; else it is about this address. */
  readonly everybody: boolean
  /** False: it was left alone, and nobody knows what it would have said. */
  readonly asked: boolean

  constructor({ because, everybody }: Refusal, asked = true) {
    super(because)
    this.everybody = everybody
    this.asked = asked
  }
}

export interface Refusal {
  readonly because: string
  readonly everybody: boolean
}

export interface MailProviderParts {
  /** Why a letter to this address is not taken now, if so. */
  refusal(shopper: string): Promise<Refusal | undefined>
  /** Milliseconds on a clock that never goes back. */
  now(): number
  sleep(ms: number): Promise<void>
}

const takingMs = 150
const refusingMs = 20
/** Questions within a second, refused ones included. */
const questionsPerSecond = 200
const silenceMs = 1000

export function mailProvider({ refusal, now, sleep }: MailProviderParts): MailProvider {
  let asked: number[] = []
  let shutOut = false
  /** Whether this question comes from somebody who asks too often. */
  const tooOften = (): boolean => {
    const time = now()
    const silent = time - (asked.at(-1) ?? time) >= silenceMs
    asked = [...asked.filter((at) => at > time - 1000), time]
    shutOut = asked.length > questionsPerSecond || (shutOut && !silent)
    return shutOut
  }
  return {
    async hand(shopper) {
      const refused = tooOften()
        ? { because: 'too many questions', everybody: true }
        : await refusal(shopper)
      await sleep(refused === undefined ? takingMs : refusingMs)
      if (refused !== undefined) throw new MailRefused(refused)
    },
  }
}
