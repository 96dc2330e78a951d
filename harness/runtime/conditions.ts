import type { Condition, TargetContext } from '../target/target.ts'
import { reasonOf } from '../errors.ts'

const pollMs = 100

/**
 * Asks every condition until all hold in one round.
 * @throws Error naming each condition that does not hold, and why, when the time is over.
 */
export async function untilConditions(
  conditions: Readonly<Record<string, Condition>>,
  context: TargetContext,
  limitMs: number,
): Promise<void> {
  const end = performance.now() + limitMs
  for (;;) {
    const unmet = await ask(conditions, context)
    if (unmet.length === 0) return
    context.signal.throwIfAborted()
    if (performance.now() > end)
      throw new Error(`after ${Math.round(limitMs / 1000)} s still not true: ${unmet.join('; ')}`)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

async function ask(
  conditions: Readonly<Record<string, Condition>>,
  context: TargetContext,
): Promise<readonly string[]> {
  const answers = await Promise.all(
    Object.entries(conditions).map(async ([name, condition]) => {
      const answer = await condition.holds(context).catch((error: unknown) => ({
        because: reasonOf(error),
      }))
      return answer === true ? [] : [`${name} (${answer.because})`]
    }),
  )
  return answers.flat()
}
