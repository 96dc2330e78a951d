import { z } from 'zod'
import { realClock } from '../clock.ts'
import type { Fault } from './fault.ts'

const options = z.strictObject({
  action: z.string().describe('An action of the target, such as promote-standby.'),
})

/** Does what only the target knows how to do. What the action throws means that it was not done. */
export const act: Fault<z.infer<typeof options>> = {
  name: 'act',
  summary: 'Do one of the actions of the target, such as what an operator would do.',
  hurts: 'action',
  options,
  async inject({ environment }, { action: name }, signal) {
    const action = environment.actions[name]
    if (action === undefined) throw new Error(`no action "${name}"`)
    signal.throwIfAborted()
    // An action may take its time, and users feel it from its beginning.
    const since = realClock.wall()
    const effect = await action.run(environment.context(signal))
    let isUndone = false
    return {
      effect,
      since,
      // The action itself answers for having met something: it throws when it could not be done.
      touched: () => Promise.resolve(1),
      isForGood: action.undo === undefined,
      async heal(healSignal) {
        if (isUndone) return
        await action.undo?.(environment.context(healSignal))
        isUndone = true
      },
    }
  },
}
