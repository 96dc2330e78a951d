/**
 * Stands for the foreign company that carries our mail. Taking a letter takes it a while; it has bad
 * days; and whoever asks too often is refused, and the refused questions count, too: a client that
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

  constructor({ because, everybody }: Refusal) {
    super(because)
    this.everybody = everybody
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

const takingMs = 100
const refusingMs = 50
/** Questions within the last second, refused ones included. */
const questionsPerSecond = 120

export function mailProvider({ refusal, now, sleep }: MailProviderParts): MailProvider {
  let asked: number[] = []
  const refusalNow = async (shopper: string): Promise<Refusal | undefined> => {
    const time = now()
    asked = [...asked.filter((at) => at > time - 1000), time]
    if (asked.length > questionsPerSecond) return { because: 'too many questions', everybody: true }
    return await refusal(shopper)
  }
  return {
    async hand(shopper) {
      const refused = await refusalNow(shopper)
      await sleep(refused === undefined ? takingMs : refusingMs)
      if (refused !== undefined) throw new MailRefused(refused)
    },
  }
}
