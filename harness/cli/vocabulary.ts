import { checks } from '../checks/index.ts'
import { faults } from '../faults/index.ts'
import type { Vocabulary } from '../scenario/index.ts'
import type { Target } from '../target/target.ts'

/** All words a scenario may use with this target. */
export function vocabularyOf(target: Target): Vocabulary {
  return {
    target,
    faults: faults,
    checks: checks,
  }
}
