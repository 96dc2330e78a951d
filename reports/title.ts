import type { ScenarioReport } from './report-data.ts'

/** A heading that is longer than this is no longer read at a glance. */
const mostLetters = 140

export interface Title {
  readonly lead: string
  /** What did not fit; empty when all did. */
  readonly rest: string
}

/** What a scenario's page says first: what broke, why nothing is proved, or that all was kept. */
export function titleOf(scenario: ScenarioReport): Title {
  return splitTitle(scenario.headline ?? keptInWords(scenario))
}

/** A failure that a scenario expects of itself counts as passed, but nothing was kept by it. */
function keptInWords(scenario: ScenarioReport): string {
  const { judgements, note } = scenario
  if (note !== undefined && isNoteTheTitle(scenario)) {
    return sentence(`${note.charAt(0).toUpperCase()}${note.slice(1)}`)
  }
  const kept = judgements.filter(({ status }) => status === 'pass').length
  return kept === 1 ? 'The promise was kept.' : `All ${kept} promises were kept.`
}

/** Whether the scenario's note already is what its page says first. */
export function isNoteTheTitle({ headline, judgements, note }: ScenarioReport): boolean {
  if (headline !== undefined) return headline === sentence(note ?? '')
  return note !== undefined && judgements.some(({ status }) => status === 'fail')
}

/** Cuts a long text where a sentence ends, else at a lesser pause, else between two words. */
export function splitTitle(text: string): Title {
  if (text.length <= mostLetters) return { lead: text, rest: '' }
  for (const pause of [/[.!?](?= )/gu, /;(?= )/gu, /,(?= )/gu]) {
    const at = [...text.matchAll(pause)].findLast(({ index }) => index < mostLetters)?.index
    // So short a begin says too little.
    if (at !== undefined && at >= mostLetters / 4) return cut(text, at)
  }
  const space = text.lastIndexOf(' ', mostLetters - 1)
  return space <= 0
    ? { lead: `${text.slice(0, mostLetters - 1)}…`, rest: `…${text.slice(mostLetters - 1)}` }
    : { lead: `${text.slice(0, space)}…`, rest: `…${text.slice(space + 1)}` }
}

function cut(text: string, at: number): Title {
  const mark = text.charAt(at)
  const end = /[.!?]/u.test(mark) ? mark : '.'
  return { lead: `${text.slice(0, at)}${end}`, rest: sentence(text.slice(at + 1).trim()) }
}

function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`
}
