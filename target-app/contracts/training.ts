/** How a training is split: its parts and their results travel through queues, each at least once. */
import { z } from 'zod'
import { Name } from './answers.ts'

/** Where parts wait for a worker. */
export const partsQueue = 'training-parts'
/** Where the results for one recommender wait; each of them makes the model for itself. */
export const resultsQueue = (recommender: string): string => `model-parts.${recommender}`

/** One share of a training: the shoppers whose number modulo `parts` is `part`. */
export const TrainingPart = z.strictObject({
  /** Names of trainings sort by the time they began. */
  training: Name,
  part: z.int().min(0),
  parts: z.int().min(1).max(1000),
})
export type TrainingPart = z.infer<typeof TrainingPart>

/** In how many histories a product is, and in how many two of them are together. */
const PairCounts = z.strictObject({
  single: z.record(z.string(), z.int()),
  /** By `a|b` with a before b. */
  pairs: z.record(z.string(), z.int()),
})
export type PairCounts = z.infer<typeof PairCounts>

export const PartResult = TrainingPart.extend({ counts: PairCounts })
export type PartResult = z.infer<typeof PartResult>
