import type { ScenarioReport } from '../../reports/report-data.ts'
import { complaintGroups } from './complaint-groups.ts'
import { errorGroups } from './error-groups.ts'
import { judgementReport, measureReport } from './judgements.ts'
import { laddersOf } from './ladders.ts'
import { methodOf } from './method.ts'
import type { ScenarioFacts } from './scenario-facts.ts'
import { screenshotsOf } from './screenshots.ts'
import { happened, headline } from './sentences.ts'
import { axisOf, timelineOf } from './timeline.ts'

/** What is told about one execution of one scenario. Pure: everything comes from the history and its judgement. */
export function buildScenarioReport(facts: ScenarioFacts): ScenarioReport {
  const { history, verdict } = facts
  const { header } = history
  const axis = axisOf(history)
  const { zero } = axis
  const timeline = timelineOf(facts, axis)
  const judgements = facts.judgements.map((judged) => judgementReport(judged, zero))
  const doubts = history.doubts.map(({ at, about, fatal, text }) => ({
    at: at - zero,
    about,
    fatal,
    text,
  }))
  const title = headline(verdict, judgements, doubts, facts.note)
  return {
    id: header.scenario,
    file: header.file,
    claim: header.claim,
    tags: facts.tags,
    verdict,
    repeat: facts.repeat,
    seed: header.seed,
    without: header.without,
    planted: header.planted,
    happened: happened(history, timeline),
    ...(title === undefined ? {} : { headline: title }),
    ...(facts.note === undefined ? {} : { note: facts.note }),
    judgements,
    measures: facts.measures.map((measure) => measureReport(measure, zero)),
    timeline,
    errors: errorGroups(history.requests, zero),
    complaints: complaintGroups(history, zero),
    ladders: laddersOf(history),
    screenshots: screenshotsOf(history.browser, zero, facts.thumbnail),
    doubts,
    method: methodOf(history),
    reproduce: facts.reproduce,
    history: facts.historyPath,
    durationMs: facts.durationMs,
  }
}
