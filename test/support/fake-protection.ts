import type { BreakerState } from '../../target-app/contracts/answers.ts'
import type { Protection } from '../../target-app/service/resilience.ts'

/** Lets every call through; its state is whatever a test says. */
export class FakeProtection implements Protection {
  state: BreakerState = 'closed'

  once<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return call(new AbortController().signal)
  }

  repeatable<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.once(call)
  }
}
