import { exitCodes } from '../exit-codes.ts'
import { diagnose } from '../prepare/doctor.ts'

/** Prints what was found; the exit code says whether a run could begin. */
export async function doctor(): Promise<void> {
  const findings = await diagnose()
  const width = Math.max(...findings.map(({ name }) => name.length))
  for (const { name, ok, detail, fix } of findings) {
    process.stdout.write(
      `${ok ? (fix === undefined ? '✓' : '–') : '✗'} ${name.padEnd(width)} ${detail}\n`,
    )
    if (fix !== undefined) process.stdout.write(`  ${' '.repeat(width)} → ${fix}\n`)
  }
  if (findings.some(({ ok }) => !ok)) process.exitCode = exitCodes.environment.code
}
