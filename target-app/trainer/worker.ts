/** Works off one part of a training after the other. */
import type { PairCounts, PartResult, TrainingPart } from '../contracts/training.ts'
import { addCounts, countPairs } from '../recommend/co-occurrence.ts'

export interface WorkerParts {
  /** What was bought, one list per shopper; the same in every worker. */
  readonly histories: readonly (readonly string[])[]
  readonly rest: () => Promise<unknown>
  /** Sends a result to one recommender. Throws when it was not taken. */
  readonly send: (recommender: string, result: PartResult) => Promise<void>
  readonly recommenders: readonly string[]
}

/** A part that fails in the middle may be done again from the beginning: its result is always the same. */
export async function workOff(parts: WorkerParts, part: TrainingPart): Promise<void> {
  const counted: PairCounts[] = []
  for (const history of shareOf(parts.histories, part)) {
    counted.push(countPairs([history]))
    await parts.rest()
  }
  const result = { ...part, counts: addCounts(counted) }
  await Promise.all(parts.recommenders.map((recommender) => parts.send(recommender, result)))
}

const shareOf = (
  histories: WorkerParts['histories'],
  { part, parts }: TrainingPart,
): WorkerParts['histories'] => histories.filter((_, place) => place % parts === part)

/** All parts of a new training. */
export function partsOf(training: string, parts: number): readonly TrainingPart[] {
  return Array.from({ length: parts }, (_, part) => ({ training, part, parts }))
}
