/** What one shopper might like, made from what they bought and what they look at. */
import type { Model, Neighbour } from './co-occurrence.ts'

export interface Profile {
  /** The training of the model it was made with. */
  readonly model: string
  readonly bought: ReadonlySet<string>
  /** Product → how much it is like everything the shopper bought. */
  readonly scores: ReadonlyMap<string, number>
}

/** What is looked at now says as much as this many bought things. */
const weightOfLook = 3

export function profileOf(bought: readonly string[], model: Model): Profile {
  const scores = new Map<string, number>()
  for (const product of bought) add(scores, model.alike.get(product) ?? [], 1)
  return { model: model.name, bought: new Set(bought), scores }
}

/** The best products that were neither bought nor are looked at; none when nothing is known. */
export function bestFor(
  profile: Profile,
  model: Model,
  lookedAt: string | undefined,
  most: number,
): readonly string[] {
  const scores = new Map(profile.scores)
  if (lookedAt !== undefined) add(scores, model.alike.get(lookedAt) ?? [], weightOfLook)
  return [...scores]
    .filter(([product]) => product !== lookedAt && !profile.bought.has(product))
    .toSorted(([a, scoreA], [b, scoreB]) => scoreB - scoreA || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([product]) => product)
}

function add(scores: Map<string, number>, list: readonly Neighbour[], weight: number): void {
  for (const { product, likeness } of list) {
    scores.set(product, (scores.get(product) ?? 0) + weight * likeness)
  }
}
