import { exitCodes } from '../exit-codes.ts'
import { diagnose } from '../prepare/doctor.ts'

/** Prints what was found; the exit code says whether a run could begin. */
export async function doctor(): Promise<void> {
  const findings = await diagnose()
  for (const { name, ok, detail, fix } of findings) {
    process.stdout.write(`${ok ? '✓' : '✗'} ${name.padEnd(12)} ${detail}\n`)
    if (!ok && fix !== undefined) process.stdout.write(`  ${' '.repeat(12)} → ${fix}\n`)
  }
  if (findings.some(({ ok }) => !ok)) process.exitCode = exitCodes.environment.code
}
