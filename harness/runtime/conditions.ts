import type { Condition, TargetContext } from '../target/target.ts'
import { realClock } from '../clock.ts'
import { reasonOf } from '../errors.ts'
import { withDeadline } from './deadline.ts'

const pollMs = 100
/** A condition that has not answered by then counts as not met, and is asked again. */
const answerLimitMs = 10_000
/** Nor is any asked for less than this: else the last thing known of it would be that it was asked too late. */
const leastAnswerMs = 500

/**
 * Asks every condition until all hold in one round. While some do not, only these are asked again: asking is
 * work for what is just starting. Every round gets its own context.
 * @throws Error naming each condition that does not hold, and why, when the time is over.
 */
export async function untilConditions(
  conditions: Readonly<Record<string, Condition>>,
  contextOf: () => TargetContext,
  limitMs: number,
): Promise<void> {
  const end = realClock.now() + limitMs
  let asked = Object.entries(conditions)
  for (;;) {
    const context = contextOf()
    const left = Math.max(leastAnswerMs, end - realClock.now())
    const unmet = await ask(asked, context, Math.min(answerLimitMs, left))
    const isWhole = asked.length === Object.keys(conditions).length
    if (unmet.size === 0 && isWhole) return
    context.signal.throwIfAborted()
    if (realClock.now() > end && unmet.size > 0) {
      const why = [...unmet].map(([name, because]) => `${name} (${because})`)
      throw new Error(`after ${Math.round(limitMs / 1000)} s still not true: ${why.join('; ')}`)
    }
    asked = Object.entries(conditions).filter(([name]) => unmet.size === 0 || unmet.has(name))
    if (unmet.size > 0) await realClock.sleep(pollMs)
  }
}

/** Those that do not hold, and why. */
async function ask(
  conditions: readonly (readonly [string, Condition])[],
  context: TargetContext,
  limitMs: number,
): Promise<ReadonlyMap<string, string>> {
  const answers = await Promise.all(
    conditions.map(async ([name, condition]): Promise<readonly [string, string][]> => {
      const asked = withDeadline('its answer', Math.ceil(limitMs), context.signal, () =>
        condition.holds(context),
      )
      const answer = await asked.catch((error: unknown) => ({ because: reasonOf(error) }))
      return answer === true ? [] : [[name, answer.because]]
    }),
  )
  return new Map(answers.flat())
}
