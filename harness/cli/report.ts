import { resolve } from 'node:path'
import { reporterFor } from './reporters.ts'
import { readReport } from './check.ts'

/** Writes the reports of an old run again, from its `report.json`. */
export async function report(
  folder: string,
  { reporter }: { readonly reporter: readonly string[] },
): Promise<void> {
  const suite = resolve(folder)
  const path = await reporterFor(reporter).onEnd?.(await readReport(suite), suite)
  if (path !== undefined) process.stdout.write(`${path}\n`)
}
