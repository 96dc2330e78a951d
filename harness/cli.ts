import { buildProgram } from './cli/program.ts'
import { reportError } from './cli/report-error.ts'

/** The command line. Whatever is thrown becomes text and an exit code here, and nowhere else. */
try {
  await buildProgram().parseAsync(process.argv)
} catch (error) {
  process.exitCode = reportError(error)
}
