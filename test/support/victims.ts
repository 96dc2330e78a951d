import type { Victims } from '../../harness/faults/fault.ts'
import { seededRandom } from '../../harness/random.ts'

/** Victims of an environment, with the randomness of one and the same seed. */
export function victimsOf(
  environment: Victims['environment'],
  { replicas = [], links = [] }: Partial<Pick<Victims, 'replicas' | 'links'>> = {},
): Victims {
  return { environment, replicas, links, random: seededRandom(1) }
}
