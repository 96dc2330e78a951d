import { page } from '../../reports/page.ts'
import type { Reporter } from './reporter.ts'
import { writeWhole } from './write-whole.ts'

export const html: Reporter = {
  name: 'html',
  summary: 'The recovery report for people: one self-contained report.html.',
  onEnd: async (report, folder) => writeWhole(folder, 'report.html', page(report)),
}
