import type { RunHistory } from '../history/history.ts'
import type { Judgement } from './check.ts'
import { honestyOf } from './load-was-honest.ts'
import { clockDoubt } from './moments.ts'
import { steadinessOf } from './steady-baseline.ts'

/**
 * A failure of an operation says nothing when that operation was not steady before, its load was not honest, or the clock
 * that its requests are stamped with was set.
 */
export function trusted(history: RunHistory, op: string, judgement: Judgement): Judgement {
  if (judgement.status !== 'fail') return judgement
  const { message, measured } = judgement
  const clock = clockDoubt(history)
  if (clock !== undefined) {
    return { status: 'unknown', because: `${clock}; so this proves nothing: ${message}` }
  }
  const shaky = [steadinessOf(history, op), honestyOf(history, op)].find(
    ({ status }) => status === 'unknown',
  )
  if (shaky?.status !== 'unknown') return judgement
  const because = `${shaky.because}; so this proves nothing: ${message}`
  return { ...shaky, because, ...(measured === undefined ? {} : { measured }) }
}
