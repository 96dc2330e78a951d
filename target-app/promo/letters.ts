/** What shoppers find in their mailbox. */
import type { Errand } from '../contracts/promo.ts'

export interface Letter {
  readonly subject: string
  readonly body: string
}

/** The letter of an errand; for statistics, which nobody is written about, an empty one. */
export function letterOf({ kind, shopper, token, details }: Errand): Letter {
  if (kind === 'promotion') {
    const title = details.title ?? 'A present for you'
    return { subject: title, body: `Dear ${shopper}, ${title}: your code is ${token}.` }
  }
  if (kind === 'statistics') return { subject: '', body: '' }
  const { number, totalCents = 0 } = details
  return {
    subject: `Your order ${number}`,
    body: `Dear ${shopper}, thank you for your order ${number} over ${euros(totalCents)}.`,
  }
}

/** Whole numbers all the way: `1234` is `12.34`. */
const euros = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
