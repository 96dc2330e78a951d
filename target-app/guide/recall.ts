/** What was switched off stays off when a guide is started again: it asks the others. */
import { Feature, FeatureStates } from '../contracts/guide.ts'
import { siblingMs } from './resilience.ts'

export interface RecallParts {
  /** The other guides. */
  readonly siblings: readonly string[]
  /** What a sibling answers to `GET /features`; rejects when it is not there. */
  readonly ask: (sibling: string) => Promise<unknown>
}

/** Features that are off, by the first sibling that says; none when nobody does, as when all begin together. */
export async function switchedOff({ siblings, ask }: RecallParts): Promise<readonly Feature[]> {
  try {
    const states = await Promise.any(
      siblings.map(async (sibling) => FeatureStates.parse(await ask(sibling))),
    )
    return Feature.options.filter((feature) => states[feature] === false)
  } catch {
    return []
  }
}

export async function askFeatures(sibling: string): Promise<unknown> {
  const signal = AbortSignal.timeout(siblingMs)
  const answer = await fetch(`http://${sibling}:8080/features`, { signal })
  return answer.json()
}
