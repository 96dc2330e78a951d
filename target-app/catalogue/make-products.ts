/**
 * Makes everything the shop sells, the same every time. Also read by programs that are not Node: no imports but
 * of this folder.
 */
import { firstKinds, laterKinds, type Kind, type Variants } from './kinds.ts'
import { limited } from './limited.ts'
import { randomOf } from './random.ts'

export interface CatalogueProduct {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly priceCents: number
  readonly description: string
  /** Pieces in stock when the shop opens. */
  readonly stock: number
}

/** So much that no load can sell it out. */
const plenty = 1_000_000

const variants: Readonly<Record<Variants, readonly string[]>> = {
  colours: ['Amber', 'Cobalt', 'Moss', 'Slate'],
  blends: ['Morning', 'Harbour', 'Orchard', 'Evening'],
  scents: ['Lavender', 'Cedar', 'Lemon', 'Rose'],
}

const looks: Readonly<Record<string, string>> = {
  Amber: 'In a warm amber, like honey against the light.',
  Cobalt: 'In deep cobalt blue.',
  Moss: 'In a quiet moss green.',
  Slate: 'In slate grey that goes with everything.',
  Morning: 'The bright and strong one.',
  Harbour: 'The one with a touch of smoke and salt.',
  Orchard: 'The fruity one.',
  Evening: 'The round and mild one.',
  Lavender: 'Smells of lavender.',
  Cedar: 'Smells of cedar wood.',
  Lemon: 'Smells of lemon peel.',
  Rose: 'Smells of roses after rain.',
}

const remarks = [
  'Made in small numbers by people we know.',
  'One of the things that people come back for.',
  'Packed in paper, without plastic.',
  'Repaired for free if it ever breaks within the warranty.',
  'A present for somebody who has everything.',
] as const

/** How much more than the plainest the variants of the first kinds cost, in cents. */
const firstExtras = [0, 250, 400, 600]

/** 240 products; `limited` ones, of which there are few, come last. */
export function makeProducts(): CatalogueProduct[] {
  // The first 24 come variant by variant and keep the prices they always had.
  const first = variants.colours.flatMap((variant, at) =>
    firstKinds.map((kind, place) => {
      const cents = kind.cents + (firstExtras[at] ?? 0) + (place + 1) * 37
      return productOf(kind, variant, cents)
    }),
  )
  const later = laterKinds.flatMap((kind) =>
    variants[kind.variants].map((variant, at) =>
      productOf(kind, variant, Math.round((kind.cents * (1 + at * 0.05)) / 10) * 10 - 5),
    ),
  )
  return [...first, ...later, ...limited]
}

function productOf(kind: Kind, variant: string, priceCents: number): CatalogueProduct {
  const id = `${variant.toLowerCase()}-${kind.id}`
  const remark = randomOf(id).pick(remarks)
  return {
    id,
    name: `${variant} ${kind.name}`,
    category: kind.category,
    priceCents,
    description: `${kind.says} ${looks[variant] ?? ''} ${remark}`,
    stock: plenty,
  }
}
