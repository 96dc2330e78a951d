import { appendFile } from 'node:fs/promises'
import { annotations, summaryMarkdown } from './github-text.ts'
import type { Reporter } from './reporter.ts'

/** Speaks to GitHub Actions. `GITHUB_STEP_SUMMARY` names the file that becomes the job summary. */
export function createGithub(
  environment: Readonly<Record<string, string | undefined>>,
  write: (text: string) => void,
): Reporter {
  let told = 0
  let planned = 0
  return {
    name: 'github',
    summary: 'Annotations and a job summary on GitHub Actions.',
    onEvent(event) {
      if (event.type === 'suite-begin') planned = event.plans.length
    },
    async onEnd(report) {
      // The report is rewritten after each scenario, but GitHub must hear it only once.
      const complete = report.run.interrupted || report.scenarios.length >= planned
      if (!complete || told > 0) return undefined
      told += 1
      for (const line of annotations(report)) write(`${line}\n`)
      const path = environment['GITHUB_STEP_SUMMARY']
      if (path !== undefined && path !== '') await appendFile(path, summaryMarkdown(report))
      return path
    },
  }
}
