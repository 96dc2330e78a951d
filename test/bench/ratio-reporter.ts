import type { Reporter, TestModule } from 'vitest/node'
import type { Ratio } from './ratio.ts'

/** From here on a ratio is worth a look. Nothing fails: a busy machine is no bug. */
const farOff = 1.5

/** Prints the ratios of all benchmarks as one table at the end. */
export class RatioReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const ratios = modules.flatMap(({ children }) =>
      [...children.allTests()].flatMap((test) => test.meta().ratios ?? []),
    )
    if (ratios.length > 0) console.log(`\n${tableOf(ratios)}\n`)
  }
}

function tableOf(ratios: readonly Ratio[]): string {
  const rows = [['', 'takes', 'against', 'takes', 'ratio', 'near', ''], ...ratios.map(cellsOf)]
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  )
  const isText = (column: number): boolean => [0, 2, 6].includes(column)
  return rows
    .map((cells) =>
      cells
        .map((cell, column) =>
          isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cellsOf({ what, unit, measured, against, baseline, near }: Ratio): readonly string[] {
  const ratio = measured / baseline
  const amount = (value: number): string =>
    `${value.toFixed(unit === 'ms' && value < 100 ? 1 : 0)} ${unit}`
  const isFar = Math.max(ratio / near, near / ratio) > farOff
  return [
    what,
    amount(measured),
    against,
    amount(baseline),
    ratio.toFixed(2),
    String(near),
    isFar ? '← look' : '',
  ]
}
