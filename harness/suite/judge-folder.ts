import { join } from 'node:path'
import type { MeasureReport, ScenarioReport, Screenshot } from '../../reports/report-data.ts'
import { checks } from '../checks/index.ts'
import { reasonOf } from '../errors.ts'
import { readHistory } from '../history/history-file.ts'
import type { RunHistory } from '../history/history.ts'
import { judge, type Judged, type Judgements } from '../judge.ts'
import { measures } from '../measures/index.ts'
import type { Measure } from '../measures/measure.ts'
import { recoveredAt } from '../measures/recovery-times.ts'
import { buildScenarioReport } from '../report/scenario-report.ts'
import type { JudgedCheck } from '../report/scenario-facts.ts'
import { historyFile } from '../run/recorder.ts'
import type { ExpectedFailure } from '../scenario/plan.ts'
import { weigh, type Found } from './expected-failure.ts'

/** What is known of one execution besides its history. */
export interface ExecutionFacts {
  readonly tags: readonly string[]
  readonly repeat: { readonly index: number; readonly of: number }
  readonly expectFail?: ExpectedFailure
  readonly reproduce: string
  readonly durationMs: number
  /** When it is judged, wall-clock milliseconds. */
  readonly wallMs: number
  /** Makes small pictures of screenshots: absolute paths in, data URIs by these paths out. */
  readonly thumbnails?: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** Reads a history, judges it, reads all measures, and tells the result. `folder` is relative to the suite's. */
export async function judgeFolder(
  suiteFolder: string,
  folder: string,
  facts: ExecutionFacts,
): Promise<ScenarioReport> {
  const historyPath = join(folder, historyFile)
  const history = await readHistory(join(suiteFolder, historyPath))
  const judged = judge(history, { checks: checks })
  const { verdict, note } = weigh(judged.verdict, facts.expectFail, facts.wallMs, foundIn(judged))
  const { expectFail: _, wallMs: __, thumbnails: make, ...rest } = facts
  const shots = history.browser.flatMap(({ screenshot }) => screenshot ?? [])
  const pathOf = (screenshot: string): string => join(suiteFolder, folder, screenshot)
  const thumbnails = await make?.(shots.map(pathOf))
  const report = buildScenarioReport({
    ...rest,
    thumbnail: (screenshot) => thumbnails?.get(pathOf(screenshot)),
    history,
    verdict,
    ...(note === undefined ? {} : { note }),
    judgements: judged.judgements.map(judgedCheck),
    measures: readMeasures(history),
    recoveredAt: (op) => recoveredAt(history, op),
    historyPath,
  })
  return {
    ...report,
    ...(facts.expectFail === undefined ? {} : { expectFail: facts.expectFail }),
    screenshots: report.screenshots.map((shot) => placed(shot, folder)),
  }
}

/** Paths in a history are relative to its own folder; in a report they are relative to the suite's. */
function placed(shot: Screenshot, folder: string): Screenshot {
  return shot.path === undefined ? shot : { ...shot, path: join(folder, shot.path) }
}

function foundIn({ judgements }: Judgements): Found {
  const failed = judgements.filter(({ judgement }) => judgement.status === 'fail')
  const unknown = judgements.flatMap(({ judgement }) =>
    judgement.status === 'unknown' ? [judgement.because] : [],
  )[0]
  return {
    failed: failed.map(({ expectation }) => expectation.check),
    ...(unknown === undefined ? {} : { unknown }),
  }
}

function judgedCheck({ expectation, check, judgement }: Judged): JudgedCheck {
  const { asked, line, options } = expectation
  return {
    check: expectation.check,
    summary: check?.summary ?? 'unknown check',
    options,
    judgement,
    ...(asked === undefined ? {} : { asked }),
    ...(line === undefined ? {} : { line }),
  }
}

/** Every measure, once per operation or once per run. A measure that breaks is a reading without a value. */
function readMeasures(history: RunHistory): MeasureReport[] {
  const operations = Object.keys(history.header.operations)
  return Object.values(measures).flatMap((measure: Measure) =>
    (measure.per === 'operation' ? operations : [undefined]).map((op): MeasureReport => {
      const { name, summary, unit, better } = measure
      const described = { name, summary, unit, better, ...(op === undefined ? {} : { op }) }
      try {
        return { ...described, reading: measure.read(history, op ?? '') }
      } catch (error) {
        const because = `the measure broke: ${reasonOf(error)}`
        return { ...described, reading: { value: null, because } }
      }
    }),
  )
}
