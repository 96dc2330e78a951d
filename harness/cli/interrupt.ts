import { UserError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'

/**
 * The first Ctrl-C asks the run to heal and report; the second gives up waiting and says how to clean.
 * Listening begins here and ends with the process.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) {
      process.stderr.write('\nstopped before healing was done; run `npx aftershock clean`\n')
      process.exit(exitCodes.interrupted.code)
    }
    process.stderr.write('\nhealing first; press Ctrl-C again to leave everything as it is\n')
    controller.abort(new UserError('interrupted', { exit: 'interrupted' }))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return controller.signal
}
