/** Does errands as the queue hands them over: at least once handed over, once done. */
import { z } from 'zod'
import { Errand } from '../contracts/promo.ts'
import type { Queue, Queues } from '../service/queue.ts'
import type { Received } from '../service/queue-consumer.ts'
import type { ErrandStore } from './errand-store.ts'
import { letterOf } from './letters.ts'
import { MailRefused, type MailProvider } from './mail-provider.ts'
import type { DeliverySettings } from './settings.ts'

export interface DelivererParts {
  readonly store: Pick<ErrandStore, 'isDone' | 'deliver' | 'bury'>
  readonly provider: MailProvider
  readonly queues: Pick<Queues, 'publish' | 'publishRested'>
  readonly queue: Queue
  readonly settings: DeliverySettings
  /** Told why the provider refuses everybody's letters, and undefined when it takes one. */
  onMail(refused: string | undefined): void
  onGivenUp(errand: Errand, because: string): void
  /** A message that is no errand; nobody can do anything about it. */
  onUnreadable(because: string): void
}

/** What is thrown is our own trouble, such as a database that rests: then the message goes back and counts as untried. */
export function deliverer(parts: DelivererParts): (message: Received) => Promise<void> {
  const { store, provider, settings, onMail } = parts
  return async ({ body, attempt, rests }) => {
    const { data: errand, error: unreadable } = Errand.safeParse(body)
    if (errand === undefined) {
      parts.onUnreadable(z.prettifyError(unreadable))
      return
    }
    // Saves the letter; whoever gets past here twice at one time is stopped by the unique key.
    if (settings.dedup && (await store.isDone(errand.id))) return
    try {
      if (errand.kind !== 'statistics') await provider.hand(errand.shopper)
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error
      if (error.everybody) onMail(error.message)
      // Nobody's letter is given up for an outage in which the provider was not even asked.
      const attempts = error.asked ? attempt + 1 : attempt
      await afterRefusal(parts, errand, { attempts, rests: rests + 1 }, error.message)
      return
    }
    if (errand.kind !== 'statistics') onMail(undefined)
    await store.deliver(errand, attempt + 1, letterOf(errand), settings.dedup)
  }
}

/** Later again, or at last given up. */
async function afterRefusal(
  { store, queues, queue, settings, onGivenUp }: DelivererParts,
  errand: Errand,
  { attempts, rests }: { readonly attempts: number; readonly rests: number },
  because: string,
): Promise<void> {
  // The weakness `retry-storm`: straight back to the queue, which hands it over again at once and for ever.
  if (!settings.patientRetries) throw new Error(because)
  const again = { id: errand.id, body: errand, attempt: attempts, rests }
  const limit = 1 + (queue.restsMs?.length ?? 0)
  // Without dead letters nothing can be given up.
  if (attempts < limit || !settings.deadLetters) {
    if (settings.retryBackoff) await queues.publishRested(queue.name, again)
    else await queues.publish(queue.name, again)
    return
  }
  onGivenUp(errand, because)
  // The weakness `dead-letters-dropped`: given up and forgotten.
  if (settings.keepDeadLetters) await store.bury(errand, attempts, because)
}
