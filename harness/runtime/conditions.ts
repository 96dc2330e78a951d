import type { Condition, TargetContext } from '../target/target.ts'
import { realClock } from '../clock.ts'
import { reasonOf } from '../errors.ts'
import { withDeadline } from './deadline.ts'

const pollMs = 100
/** A condition that has not answered by then counts as not met, and is asked again. */
const answerLimitMs = 10_000

/**
 * Asks every condition until all hold in one round.
 * @throws Error naming each condition that does not hold, and why, when the time is over.
 */
export async function untilConditions(
  conditions: Readonly<Record<string, Condition>>,
  context: TargetContext,
  limitMs: number,
): Promise<void> {
  const end = realClock.now() + limitMs
  for (;;) {
    const left = Math.max(1, end - realClock.now())
    const unmet = await ask(conditions, context, Math.min(answerLimitMs, left))
    if (unmet.length === 0) return
    context.signal.throwIfAborted()
    if (realClock.now() > end)
      throw new Error(`after ${Math.round(limitMs / 1000)} s still not true: ${unmet.join('; ')}`)
    await realClock.sleep(pollMs)
  }
}

async function ask(
  conditions: Readonly<Record<string, Condition>>,
  context: TargetContext,
  limitMs: number,
): Promise<readonly string[]> {
  const answers = await Promise.all(
    Object.entries(conditions).map(async ([name, condition]) => {
      const asked = withDeadline('its answer', Math.ceil(limitMs), context.signal, () =>
        condition.holds(context),
      )
      const answer = await asked.catch((error: unknown) => ({ because: reasonOf(error) }))
      return answer === true ? [] : [`${name} (${answer.because})`]
    }),
  )
  return answers.flat()
}
