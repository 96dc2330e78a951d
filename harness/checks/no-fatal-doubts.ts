import { z } from 'zod'
import { isBlank } from './blank.ts'
import type { Check } from './check.ts'

const options = z.strictObject({})

/** A reason to doubt the run that was found while it went on outweighs every number in it. */
export const noFatalDoubts: Check<z.output<typeof options>> = {
  name: 'no-fatal-doubts',
  summary: 'Nothing happened during the run that makes its numbers worthless.',
  when: 'always',
  options,
  subject: 'none',
  judge(history) {
    if (isBlank(history)) return { status: 'unknown', because: 'nothing was recorded' }
    if (!history.phases.some(({ phase }) => phase === 'end')) {
      return { status: 'unknown', because: 'the history ends before the run did' }
    }
    const fatal = history.doubts.filter((doubt) => doubt.fatal)
    return fatal.length === 0
      ? { status: 'pass', message: 'no reason to doubt the run' }
      : { status: 'unknown', because: fatal.map(({ text }) => text).join('; ') }
  },
}
