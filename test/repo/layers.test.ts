import { describe, expect, test } from 'vitest'
import { faults } from '../../harness/faults/index.ts'
import target from '../../target-app/target.ts'
import {
  importsOf,
  linesThatMatch,
  readText,
  sourcesIn,
  tableBelow,
  textsIn,
  type Import,
  type SourceFile,
} from '../support/repository.ts'

/* Who may know whom. The table in ARCHITECTURE.md is the rule; here it is held against the files. */

const harness = sourcesIn('harness')
const shop = sourcesIn('target-app')
const reports = sourcesIn('reports')

const show = ({ from, to, typeOnly }: Import): string =>
  `${from} → ${to}${typeOnly ? ' (type)' : ''}`
const importsFrom = (files: readonly SourceFile[]) => files.flatMap(importsOf)

const folderOf = (path: string): string | undefined => /^harness\/([^/]+)\//.exec(path)?.[1]

describe('inside harness/', () => {
  /** Folder → what it may import, and whether only types of it. */
  const allowed = new Map(
    tableBelow(readText('ARCHITECTURE.md'), 'Who may import whom').map(
      ([folder = '', may = '']) => [
        folder.replaceAll('`', '').replace(/\/$/, ''),
        new Map(
          [...may.matchAll(/`([a-z-]+)`( \(types\))?/g)].map(([, name = '', types]) => [
            name,
            types !== undefined,
          ]),
        ),
      ],
    ),
  )
  /** What lies in harness/ itself is small and for all, but for those that put the parts together. */
  const whole = /^harness\/(?:cli|index|judge|run)\.ts$/
  const isSmall = (path: string): boolean => folderOf(path) === undefined && !whole.test(path)

  test('every folder is in the table', () => {
    const folders = new Set(harness.flatMap(({ path }) => folderOf(path) ?? []))
    expect([...folders].filter((folder) => !allowed.has(folder))).toEqual([])
  })

  test('imports keep to the table', () => {
    const wrong = importsFrom(harness).filter(({ from, to, typeOnly }) => {
      const folder = folderOf(from)
      if (folder === undefined || !to.startsWith('harness/') || isSmall(to)) return false
      const other = folderOf(to) ?? to.replace(/^harness\/|\.ts$/g, '')
      if (other === folder) return false
      const typesOnly = allowed.get(folder)?.get(other)
      return typesOnly === undefined || (typesOnly && !typeOnly)
    })
    expect(wrong.map(show)).toEqual([])
  })

  test('the small files that all may use import nothing but each other, and types', () => {
    const wrong = importsFrom(harness.filter(({ path }) => isSmall(path))).filter(
      ({ to, typeOnly }) => to.startsWith('harness/') && !isSmall(to) && !typeOnly,
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('nothing comes from the shop or from tests', () => {
    const wrong = importsFrom(harness).filter(({ to }) => /^(?:target-app|test)\//.test(to))
    expect(wrong.map(show)).toEqual([])
  })

  test('only reporters use the report page; the rest knows the types of its data', () => {
    const wrong = importsFrom(harness).filter(
      ({ from, to, typeOnly }) =>
        to.startsWith('reports/') &&
        !from.startsWith('harness/reporters/') &&
        !(typeOnly && to === 'reports/report-data.ts'),
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('no member of a family is imported from outside it but through its index', () => {
    const kinds: Readonly<Record<string, readonly string[]>> = {
      faults: ['index', 'fault'],
      reporters: ['index', 'reporter', 'together', 'json'],
    }
    // `json` is written after every scenario, so that a run that is killed has its report.
    const wrong = importsFrom(harness).filter(({ from, to }) => {
      const family = folderOf(to)
      const open = family === undefined ? undefined : kinds[family]
      const name = to.split('/').at(-1)?.replace('.ts', '') ?? ''
      return open !== undefined && folderOf(from) !== family && !open.includes(name)
    })
    expect(wrong.map(show)).toEqual([])
  })
})

describe.each(['measures', 'checks', 'statistics'])('harness/%s is pure', (folder) => {
  const files = harness.filter(({ path }) => path.startsWith(`harness/${folder}/`))

  test('it reads no file, no network and no environment', () => {
    const wrong = importsFrom(files).filter(({ to }) => to.startsWith('node:'))
    expect(wrong.map(show)).toEqual([])
    expect(files.flatMap((file) => linesThatMatch(file, /\b(?:process|fetch)\b[.(]/))).toEqual([])
  })

  test('it has neither clock nor chance', () => {
    const impure =
      /\b(?:Date\.now|performance\.|setTimeout|setInterval|Math\.random|randomUUID)|new Date\(\)/
    expect(files.flatMap((file) => linesThatMatch(file, impure))).toEqual([])
    const wrong = importsFrom(files).filter(({ to }) => /harness\/(?:clock|random)\.ts$/.test(to))
    expect(wrong.map(show)).toEqual([])
  })
})

describe('the harness and the shop know little of each other', () => {
  test('the shop imports types through "aftershock", and nothing else of the harness', () => {
    const wrong = importsFrom(shop).filter(
      ({ to, typeOnly }) =>
        /^(?:harness|reports|test)\//.test(to) || (to === 'aftershock' && !typeOnly),
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('only its description and its load script do that', () => {
    const describing = /^target-app\/(?:target|weaknesses|description\/.+|load\/[^/]+)\.ts$/
    const wrong = importsFrom(shop).filter(
      ({ from, to }) => to === 'aftershock' && !describing.test(from),
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('its contracts depend on no service: each other and zod are all they know', () => {
    const contracts = shop.filter(({ path }) => path.startsWith('target-app/contracts/'))
    const wrong = importsFrom(contracts).filter(
      ({ to }) => to !== 'zod' && !to.startsWith('target-app/contracts/'),
    )
    expect(wrong.map(show)).toEqual([])
  })

  test('its supervisor stays small: of the contracts it knows the types, and of packages nothing', () => {
    const files = shop.filter(({ path }) => path.startsWith('target-app/supervisor/'))
    const wrong = importsFrom(files).filter(
      ({ to, typeOnly }) =>
        !typeOnly && !/^(?:node:|target-app\/(?:supervisor\/|service\/error-words\.ts$))/.test(to),
    )
    expect(files.length).toBeGreaterThan(5)
    expect(wrong.map(show)).toEqual([])
  })

  test('what runs in its containers has no word for what hurts it', () => {
    // Scripts, settings and tables too; the rest describes the shop to whoever hurts it, or to people.
    const describing = /^target-app\/(?:description\/|load\/|target\.ts$|weaknesses\.ts$)|\.md$/
    const running = textsIn('target-app').filter(({ path }) => !describing.test(path))
    const kinds = new Set(running.map(({ path }) => path.split('/').at(-1)?.split('.')[1]))
    expect([...kinds]).toEqual(expect.arrayContaining(['ts', 'js', 'sh', 'sql', 'yml', undefined]))
    const words = /toxi|aftershock|harness|chaos/i
    expect(running.flatMap((file) => linesThatMatch(file, words))).toEqual([])
  })

  test('no code of the harness names a service, role or operation of the shop', () => {
    const names = [
      ...Object.keys(target.services),
      ...Object.keys(target.roles),
      ...Object.keys(target.operations),
    ].map((name) => name.replaceAll('.', String.raw`\.`))
    const word = new RegExp(String.raw`(?<![\w.-])(?:${names.join('|')})(?:-\d+)?(?![\w-])`, 'i')
    const hits = harness.flatMap((file) => linesThatMatch(file, word))
    expect(hits.filter((hit) => !isExample(hit))).toEqual([])
  })

  test('nor one of its parts: what it is made of is its own business', () => {
    const products = /\b(?:redis|sentinel|postgres\w*|haproxy|rabbitmq|hono)\b/i
    expect(harness.flatMap((file) => linesThatMatch(file, products))).toEqual([])
  })
})

/** Texts that tell a user what to write, with an example in the words of the shop. */
function isExample(hit: string): boolean {
  return /\.describe\(|error: '/.test(hit)
}

test('only the family itself knows its faults by name', () => {
  const names = Object.keys(faults).join('|')
  const outside = harness.filter(({ path }) => !path.startsWith('harness/faults/'))
  const hits = outside.flatMap((file) =>
    linesThatMatch(
      file,
      new RegExp(String.raw`\bfault\w*\b.*'(?:${names})'|'(?:${names})'.*\bfault`),
    ),
  )
  // The fault that does nothing is the control: nobody is disturbed by it, and no bar is drawn for it.
  const control = /harness\/(?:history\/windows|report\/fault-bars)\.ts:\d+: .*'none'/
  expect(hits.filter((hit) => !control.test(hit))).toEqual([])
})

describe('reports/', () => {
  test('imports nothing of the harness: one value is all it gets', () => {
    const wrong = importsFrom(reports).filter(({ to }) => /^(?:harness|target-app|test)\//.test(to))
    expect(wrong.map(show)).toEqual([])
  })

  test('has neither clock nor chance: the same data is the same page', () => {
    const impure = /\b(?:Date\.now|performance\.|Math\.random|randomUUID)|new Date\(\)/
    expect(reports.flatMap((file) => linesThatMatch(file, impure))).toEqual([])
  })
})
