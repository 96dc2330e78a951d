/** What people said about the products, the same every time. */
import { products, type CatalogueProduct } from './products.ts'
import { randomOf } from './random.ts'

export interface Review {
  readonly id: string
  readonly product: string
  readonly author: string
  /** 1 to 5. */
  readonly stars: number
  readonly text: string
}

const authors = [
  'Ada',
  'Bao',
  'Chiara',
  'Dilan',
  'Emil',
  'Farah',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kofi',
  'Lena',
  'Mila',
  'Noor',
  'Otto',
  'Priya',
  'Quentin',
  'Rosa',
  'Samir',
  'Tove',
] as const

const opinions = {
  5: [
    'Exactly what I had been looking for.',
    'I gave one away and bought a second for myself.',
    'Better than in the picture, and it was good in the picture.',
    'We use it every single day.',
  ],
  4: [
    'Very good, the packing could be smaller.',
    'Lovely, though it took a week to arrive.',
    'Good work; a little heavier than I thought.',
    'Does what it should and looks nice doing it.',
  ],
  3: [
    'Decent. I had expected a different shade.',
    'Good, but not cheap.',
    'It is fine, my sister likes it more than I do.',
  ],
  2: [
    'Arrived with a scratch; the exchange went smoothly.',
    'Smaller than I thought, read the measures first.',
  ],
  1: ['Not for me, sent it back and had my money in three days.'],
} as const satisfies Record<number, readonly [string, ...string[]]>

/** Most people are content: they were shown what they get. */
const given = [5, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1] as const

/** None to six for each product. */
export const reviews: readonly Review[] = products.flatMap(reviewsOf)

function reviewsOf({ id, name }: CatalogueProduct): Review[] {
  const random = randomOf(`reviews of ${id}`)
  return Array.from({ length: random.below(7) }, (_, n) => {
    const stars = random.pick(given)
    const text = `${random.pick(opinions[stars])} (${name})`
    return { id: `${id}-review-${n + 1}`, product: id, author: random.pick(authors), stars, text }
  })
}
