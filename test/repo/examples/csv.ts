import type { Reporter } from '../../../harness/reporters/reporter.ts'
import { writeWhole } from '../../../harness/reporters/write-whole.ts'

/** For spreadsheets: every measure of every scenario, one per line. */
export const csv: Reporter = {
  name: 'csv',
  summary: 'Every measure as measures.csv, for spreadsheets.',
  onEnd(report, folder) {
    const rows = report.scenarios.flatMap(({ id, measures }) =>
      measures.map(({ name, op, unit, reading }) => [
        id,
        name,
        op ?? '',
        reading.value ?? '',
        unit,
      ]),
    )
    const lines = [['scenario', 'measure', 'operation', 'value', 'unit'], ...rows]
    const text = lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')
    return writeWhole(folder, 'measures.csv', `${text}\r\n`)
  },
}

/** As RFC 4180 asks: quotes around everything, and doubled inside. */
function quoted(cell: string | number): string {
  return `"${String(cell).replaceAll('"', '""')}"`
}
