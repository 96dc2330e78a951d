import type { TargetContext } from 'aftershock'

/**
 * The same question, asked only once with each context: a context is one look at the shop, and a command in a
 * container costs a tenth of a second of work. An error is kept just as long; the next look asks again.
 */
export function oncePerLook<Answer>(
  ask: (context: TargetContext) => Promise<Answer>,
): (context: TargetContext) => Promise<Answer> {
  const answers = new WeakMap<TargetContext, Promise<Answer>>()
  return (context) => {
    const answer = answers.get(context) ?? ask(context)
    answers.set(context, answer)
    return answer
  }
}
