import { expect, test } from 'vitest'
import { exitNameOf } from '../../../harness/cli/run.ts'
import type { ExitName } from '../../../harness/exit-codes.ts'
import type { Verdict } from '../../../reports/report-data.ts'
import { facts } from '../../../reports/samples/parts.ts'

interface Case {
  readonly verdict: Verdict
  readonly interrupted?: boolean
  readonly isReportMissing?: boolean
  readonly exit: ExitName
}

test.each<Case>([
  { verdict: 'PASSED', exit: 'kept' },
  { verdict: 'FAILED', exit: 'broken' },
  { verdict: 'INCONCLUSIVE', exit: 'inconclusive' },
  { verdict: 'FAILED', interrupted: true, exit: 'interrupted' },
  // A pipeline that only looks at the exit code must not go on without the report it was promised.
  { verdict: 'PASSED', isReportMissing: true, exit: 'environment' },
  { verdict: 'FAILED', isReportMissing: true, exit: 'broken' },
])(
  '$verdict ends as "$exit"',
  ({ verdict, exit, interrupted = false, isReportMissing = false }) => {
    expect(exitNameOf({ run: { ...facts, interrupted }, verdict }, isReportMissing)).toBe(exit)
  },
)
