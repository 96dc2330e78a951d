import { UserError } from '../errors.ts'
import { reporters, type ReporterName } from '../reporters/index.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { together, type Together } from '../reporters/together.ts'

/** The reporters of a run, as one: those asked for, or those that fit where it runs. */
export function reporterFor(names: readonly string[] | undefined): Together {
  const usual = ['json', 'junit', 'html', 'terminal']
  const here = process.env['GITHUB_ACTIONS'] === 'true' ? [...usual, 'github'] : usual
  return together((names ?? here).map(reporterNamed))
}

function reporterNamed(name: string): Reporter {
  if (Object.hasOwn(reporters, name)) return reporters[name as ReporterName]
  throw new UserError(`no reporter is called "${name}"`, {
    hint: `reporters: ${Object.keys(reporters).join(', ')}`,
  })
}
