import type { Reporter } from './reporter.ts'
import { writeWhole } from './write-whole.ts'

export const json: Reporter = {
  name: 'json',
  summary: 'Everything that is known, as report.json; all other formats are made from it.',
  onEnd: (report, folder) =>
    writeWhole(folder, 'report.json', `${JSON.stringify(report, null, 2)}\n`),
}
