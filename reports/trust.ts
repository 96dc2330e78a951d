import type { JudgementReport, ScenarioReport } from './report-data.ts'

/** Whether the numbers of a run can be believed, and what says otherwise. */
export interface Trust {
  readonly believed: boolean
  readonly because: string
}

/**
 * A run is believed when each check that judges every run was content with it: the fault was felt and healed,
 * the load was sent as planned, the baseline was steady. A grave doubt speaks against it as well.
 */
export function trustOf({ judgements, doubts }: ScenarioReport): Trust {
  const always = judgements.filter(isOfEveryRun)
  const open = always.filter(({ status }) => status !== 'pass')
  const reasons = open.map(({ check, message }) => `${check}: ${message}`)
  if (reasons.length > 0) return { believed: false, because: reasons.join('; ') }
  const fatal = doubts.find((doubt) => doubt.fatal)
  if (fatal !== undefined) return { believed: false, because: fatal.text }
  if (always.length === 0) return { believed: false, because: 'nothing was judged' }
  const checks = `${always.length} checks of every run`
  if (doubts.length === 0) return { believed: true, because: `${checks} were content` }
  const minor = `${doubts.length} minor ${doubts.length === 1 ? 'doubt' : 'doubts'}, see below`
  return { believed: true, because: minor }
}

/** What a scenario asks for stands on a line of its file; what is judged in every run does not. */
function isOfEveryRun({ line }: JudgementReport): boolean {
  return line === undefined
}
