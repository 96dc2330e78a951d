import type { Clock } from '../../harness/clock.ts'
import type { Fault } from '../../harness/faults/fault.ts'
import type { Job } from '../../harness/run/job.ts'
import { fakeEnvironment, type FakeEnvironment } from './fake-environment.ts'
import { planOf } from './plan.ts'
import { smallVocabulary } from './small-vocabulary.ts'

/** A job of which only what is given is real; nothing of it can start a load. */
export function fakeJob(
  clock: Clock,
  more: Partial<Job> = {},
): Job & { readonly environment: FakeEnvironment } {
  const faults: Readonly<Record<string, Fault>> = smallVocabulary.faults
  return {
    ...{ run: 'fake', plan: planOf({}), target: smallVocabulary.target, faults, clock },
    ...{ folder: '/nowhere', loadScript: '/nowhere', k6Image: 'none', versions: {} },
    signal: new AbortController().signal,
    onRecord: () => {},
    ...more,
    environment: fakeEnvironment(),
  }
}
