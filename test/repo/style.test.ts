import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checks } from '../../harness/checks/index.ts'
import { faults } from '../../harness/faults/index.ts'
import { measures } from '../../harness/measures/index.ts'
import { reporters } from '../../harness/reporters/index.ts'
import { linesThatMatch, readText, repository, sourcesIn } from '../support/repository.ts'

/* Rules about how files look that no linter knows. */

const product = ['harness', 'reports', 'target-app'].flatMap(sourcesIn)
const tests = sourcesIn('test')
const all = [...product, ...tests]

const lengthOf = ({ text }: { readonly text: string }): number => text.split('\n').length - 1

describe('files are small', () => {
  /** Data that would be no easier to read in pieces. */
  const long = ['reports/samples/failing.ts']

  test('none is longer than 250 lines', () => {
    const tooLong = all.filter((file) => lengthOf(file) > 250).map(({ path }) => path)
    expect(tooLong.filter((path) => !long.includes(path))).toEqual([])
  })

  test.each(['harness', 'reports', 'target-app', 'test'])(
    'in %s half have at most 70',
    (folder) => {
      const lengths = all.filter(({ path }) => path.startsWith(`${folder}/`)).map(lengthOf)
      const median = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]
      expect(median).toBeLessThanOrEqual(70)
    },
  )
})

describe('names', () => {
  test('are in kebab-case', () => {
    const wrong = all.filter(({ path }) => !/^[.a-z0-9-]+$/.test(basename(path)))
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('say what is inside: no drawer for everything', () => {
    const drawer = /(?:^|\/)(?:utils?|helpers?|common|core|lib|misc|shared|tools?)(?:\/|\.[a-z.]+$)/
    expect(all.map(({ path }) => path).filter((path) => drawer.test(path))).toEqual([])
  })
})

describe('what is left out', () => {
  test.each([
    { what: 'notes to do something later', pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/ },
    { what: 'compiler rules switched off', pattern: /@ts-(?:ignore|nocheck|expect-error)/ },
    { what: 'tests switched off, or alone', pattern: /\b(?:test|describe)\.(?:skip|only|todo)\b/ },
    { what: 'tests tried again until they pass', pattern: /\bretry:\s*[1-9]/ },
  ])('$what', ({ pattern }) => {
    const others = all.filter(({ path }) => path !== 'test/repo/style.test.ts')
    const hits = others.flatMap(({ path, text }) => linesThatMatch({ path, code: text }, pattern))
    expect(hits).toEqual([])
  })
})

describe('calls with a better way', () => {
  const rules: readonly {
    readonly call: string
    readonly instead: string
    readonly pattern: RegExp
    /** Folders it holds for. */
    readonly where: readonly string[]
    /** File → why it may. */
    readonly except: Readonly<Record<string, string>>
  }[] = [
    {
      call: 'Math.random, randomUUID, randomBytes',
      instead: 'seededRandom of harness/random.ts: a run is repeated by its seed',
      pattern: /Math\.random|randomUUID|randomBytes/,
      where: ['harness/', 'reports/'],
      except: {},
    },
    {
      call: 'Date.now, performance.now',
      instead: 'a Clock of harness/clock.ts, given by the caller, or realClock at the edge',
      pattern: /Date\.now|performance\.(?:now|timeOrigin)/,
      where: ['harness/', 'reports/'],
      except: {
        'harness/clock.ts': 'it is the clock',
        'harness/runtime/crowd-program.ts': 'runs alone in a container, without the project',
        'harness/bootstrap.js': 'runs before anything is installed, on any Node',
      },
    },
    {
      call: 'new Date() for the time of day',
      instead: 'new Date(realClock.wall())',
      pattern: /new Date\(\)/,
      where: ['harness/', 'reports/'],
      except: {
        'harness/cli/run.ts': 'the name and the beginning of a run, for people',
        'harness/cli/up.ts': 'the name of a run, for people',
        'harness/suite/suite-report.ts': 'the end of a run, for people',
      },
    },
    {
      call: 'a promise around setTimeout',
      instead: 'sleep of a Clock, which can be aborted',
      pattern: /new Promise.*setTimeout/,
      where: ['harness/', 'reports/'],
      except: {
        'harness/guardian/guardian.ts': 'runs alone in a container, without the project',
      },
    },
    {
      call: 'console',
      instead: 'a reporter, or process.stdout in the command line',
      pattern: /\bconsole\./,
      where: ['harness/', 'reports/', 'target-app/'],
      except: {
        'harness/guardian/guardian.ts': 'its log is that of its container',
        'harness/load/driver.ts': 'runs in k6, whose log is read by the harness',
        'harness/runtime/crowd-program.ts': 'its log is read by the harness',
        'harness/bootstrap.js': 'runs before anything is installed',
        'target-app/admin/': 'a program for the command line',
      },
    },
    {
      call: 'process.exit',
      instead: 'process.exitCode, so that what is under way ends well',
      pattern: /process\.exit\(/,
      where: ['harness/', 'reports/', 'target-app/'],
      except: {
        'harness/guardian/guardian.ts': 'the end of its container',
        'harness/cli/interrupt.ts': 'the second Ctrl-C leaves at once',
        'harness/bootstrap.js': 'nothing is under way yet',
        'target-app/service/listen.ts': 'a server that has drained, or did not in time',
        'target-app/supervisor/main.ts': 'the first process of a container ends with its service',
      },
    },
  ]

  test.each(rules)('$call → $instead', ({ pattern, where, except }) => {
    const files = product.filter(({ path }) => where.some((folder) => path.startsWith(folder)))
    const hits = files.flatMap((file) => linesThatMatch(file, pattern))
    const excepted = Object.keys(except)
    expect(hits.filter((hit) => !excepted.some((path) => isAt(hit, path)))).toEqual([])
    // An exception that nobody needs any more would hide the next hit.
    expect(excepted.filter((path) => !hits.some((hit) => isAt(hit, path)))).toEqual([])
  })
})

/** An exception names a file, or a folder with all its files. */
function isAt(hit: string, path: string): boolean {
  return hit.startsWith(path.endsWith('/') ? path : `${path}:`)
}

interface Member {
  readonly name: string
  readonly summary: string
}
const families: Readonly<Record<string, Readonly<Record<string, Member>>>> = {
  faults,
  measures,
  checks,
  reporters,
}

describe.each(Object.entries(families))('the family %s', (family, members) => {
  const entries = Object.entries(members)

  test('has members', () => {
    expect(entries.length).toBeGreaterThan(3)
  })

  test.each(entries)('%s: file name = key = name', (key, { name }) => {
    expect(name).toBe(key)
    expect(existsSync(`${repository}harness/${family}/${key}.ts`)).toBe(true)
  })

  test('no two say the same of themselves', () => {
    const summaries = entries.map(([, { summary }]) => summary)
    expect(new Set(summaries).size).toBe(summaries.length)
  })

  test('each has a test where one looks for it', () => {
    const untested = entries.filter(([key]) => {
      const own = `test/harness/${family}/${key}.test.ts`
      const shared = sharedTest(family, key)
      const isShared = shared !== undefined && readText(shared).includes(key)
      return !existsSync(repository + own) && !isShared
    })
    expect(untested.map(([key]) => key)).toEqual([])
  })
})

/** Where members are tested together because they are one thing with parameters, or need containers. */
function sharedTest(family: string, key: string): string | undefined {
  // Nothing is injected by it, and every control shows that.
  if (key === 'none') return 'test/repo/style.test.ts'
  if (['corrupt', 'hang', 'surge'].includes(key)) return 'test/containers/inside.test.ts'
  if (family === 'faults') return 'test/containers/faults.test.ts'
  if (key.startsWith('latency-p')) return 'test/harness/measures/latency.test.ts'
  if (key === 'github') return 'test/harness/reporters/github-text.test.ts'
  if (family === 'reporters') return 'test/harness/reporters/index.test.ts'
  return undefined
}
