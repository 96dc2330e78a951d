import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { ReportData, ScenarioReport } from '../../reports/report-data.ts'
import { reasonOf, UserError } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import { reporterFor } from './reporters.ts'
import { judgeFolder } from '../suite/judge-folder.ts'
import { reportOf } from '../suite/suite-report.ts'

/** Judges every history of a run again with the checks of today, and reports what comes out. */
export async function check(folder: string): Promise<void> {
  const suite = resolve(folder)
  const old = await readReport(suite)
  const began = Date.parse(old.run.startedAt)
  const scenarios = await Promise.all(
    old.scenarios.map((scenario) => judgeAgain(suite, scenario, began)),
  )
  const report = reportOf(old.run, old.target, scenarios, old.counts.notExecuted)
  const reporter = reporterFor(['terminal'])
  for (const scenario of scenarios) reporter.onEvent?.({ type: 'scenario-end', report: scenario })
  await reporter.onEnd?.(report, suite)
  process.stdout.write('report.html and report.json still show the judgement of the run itself.\n')
  const { verdict } = report
  process.exitCode =
    exitCodes[verdict === 'PASSED' ? 'kept' : verdict === 'FAILED' ? 'broken' : 'inconclusive'].code
}

async function judgeAgain(
  suite: string,
  old: ScenarioReport,
  wallMs: number,
): Promise<ScenarioReport> {
  if (old.history === '') return old
  const { tags, repeat, reproduce, durationMs, expectFail } = old
  return judgeFolder(suite, dirname(old.history), {
    ...{ tags, repeat, reproduce, durationMs, wallMs },
    ...(expectFail === undefined ? {} : { expectFail }),
  })
}

/** Reads `report.json` of a run. @throws UserError when there is none, or it is of another version. */
export async function readReport(suite: string): Promise<ReportData> {
  const file = join(suite, 'report.json')
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UserError(`no report to read: ${reasonOf(error)}`, {
      hint: 'Name a folder of results, such as aftershock-results/latest.',
    })
  })
  const report = parsed(text, file)
  if (report.schema !== 1)
    throw new UserError(`${file} is of version ${String(report.schema)}; this version reads 1`)
  return report
}

function parsed(text: string, file: string): ReportData {
  try {
    return JSON.parse(text) as ReportData
  } catch (error) {
    throw new UserError(`${file} is no report: ${reasonOf(error)}`)
  }
}
