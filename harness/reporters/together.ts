import { reasonOf } from '../errors.ts'
import type { Reporter, SuiteEvent } from './reporter.ts'

export interface Together extends Reporter {
  /** What went wrong in reporters, one sentence each. A run with entries here must not end in silence. */
  readonly failures: readonly string[]
}

/**
 * Many reporters as one, none of which can hurt the run or the others: what one throws is told to the
 * others. At the end, those who write files go first, so that a live reporter can name what was written.
 */
export function together(members: readonly Reporter[]): Together {
  const failures: string[] = []
  const broken = new Set<Reporter>()

  const tell = (event: SuiteEvent): void => {
    for (const member of members) {
      if (broken.has(member)) continue
      try {
        member.onEvent?.(event)
      } catch (error) {
        fail(member, error)
      }
    }
  }
  const fail = (member: Reporter, error: unknown): void => {
    // Silenced before the others are told, so that two broken reporters cannot call each other for ever.
    broken.add(member)
    const text = `reporter ${member.name} failed: ${reasonOf(error)}`
    if (failures.includes(text)) return
    failures.push(text)
    tell({ type: 'message', text })
  }

  return {
    name: 'together',
    summary: 'Several reporters at once.',
    failures,
    onEvent: tell,
    async onEnd(report, folder) {
      const ordered = members.toSorted(
        (a, b) => Number(a.onEvent !== undefined) - Number(b.onEvent !== undefined),
      )
      let written: string | undefined
      for (const member of ordered) {
        try {
          written = (await member.onEnd?.(report, folder)) ?? written
        } catch (error) {
          fail(member, error)
        }
      }
      return written
    },
  }
}
