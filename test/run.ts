/* Runs the project's own tests: prepares what they need, then hands over to Vitest. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadTarget, packageFolder } from '../harness/cli/places.ts'
import { reportError } from '../harness/cli/report-error.ts'

/** What Node compiled the last time, the sources and Vitest itself: a tenth of the time of unit tests. */
const compiled = join(packageFolder, '.aftershock', 'compiled')

const suites: Readonly<Record<string, readonly string[]>> = {
  all: ['unit', 'programs', 'containers', 'browser'],
  unit: ['unit'],
  matrix: ['matrix'],
}

const [suite = 'all', ...rest] = process.argv.slice(2)
const projects = suites[suite]
if (projects === undefined) {
  console.error(`no suite is called "${suite}"; there are: ${Object.keys(suites).join(', ')}`)
  process.exit(64)
}
try {
  const needsMachine = suite !== 'unit'
  if (needsMachine) {
    // What talks to the engine takes half a second to load, and unit tests have no use for it.
    const { prepareMachine } = await import('../harness/cli/machine.ts')
    const shop = await loadTarget(undefined)
    await prepareMachine(shop, { browser: true, load: true }, new AbortController().signal)
  }
  process.exitCode = runVitest(projects, rest)
} catch (error) {
  process.exitCode = reportError(error)
}

/** Runs Vitest and closes with the one line that counts: what passed, and what failed. */
function runVitest(names: readonly string[], more: readonly string[]): number {
  const results = join(packageFolder, '.aftershock', `tests-${suite}.json`)
  mkdirSync(join(packageFolder, '.aftershock'), { recursive: true })
  rmSync(results, { force: true })
  const vitest = join(packageFolder, 'node_modules', 'vitest', 'vitest.mjs')
  const { status } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      ...names.map((name) => `--project=${name}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
      ...more,
    ],
    { stdio: 'inherit', cwd: packageFolder, env: { ...process.env, NODE_COMPILE_CACHE: compiled } },
  )
  const counted = JSON.parse(readFileSync(results, 'utf8')) as {
    readonly numPassedTests: number
    readonly numFailedTests: number
    readonly numFailedTestSuites: number
    readonly success: boolean
  }
  // A file that cannot be loaded fails without a failed test in it; it counts all the same.
  const failed = Math.max(counted.numFailedTests, counted.success ? 0 : 1)
  console.log(`${counted.numPassedTests} passed, ${failed} failed`)
  return status === 0 && counted.success && counted.numPassedTests > 0 ? 0 : 1
}
