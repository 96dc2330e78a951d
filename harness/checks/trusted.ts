import type { RunHistory } from '../history/history.ts'
import type { Judgement } from './check.ts'
import { honestyOf } from './load-was-honest.ts'
import { steadinessOf } from './steady-baseline.ts'

/** A failure of an operation says nothing when that operation was not steady before, or its load not honest. */
export function trusted(history: RunHistory, op: string, judgement: Judgement): Judgement {
  if (judgement.status !== 'fail') return judgement
  const shaky = [steadinessOf(history, op), honestyOf(history, op)].find(
    ({ status }) => status === 'unknown',
  )
  if (shaky?.status !== 'unknown') return judgement
  return { ...shaky, because: `${shaky.because}; so this proves nothing: ${judgement.message}` }
}
