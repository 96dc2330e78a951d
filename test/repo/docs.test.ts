import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { checks } from '../../harness/checks/index.ts'
import { buildProgram } from '../../harness/cli/program.ts'
import { exitCodes } from '../../harness/exit-codes.ts'
import { faults } from '../../harness/faults/index.ts'
import { measures } from '../../harness/measures/index.ts'
import manifest from '../../package.json' with { type: 'json' }
import { readText, repository, tableBelow } from '../support/repository.ts'

/* The documents, held against what they speak of. */

const documents = globSync(['*.md', '{scenarios,target-app,reports,docs,test}/*.md'], {
  cwd: repository,
}).toSorted()
const readme = readText('README.md')
const program = buildProgram()
const help = program.createHelp()
const commands = help.visibleCommands(program).filter((command) => command.name() !== 'help')

describe.each(documents)('%s', (path) => {
  const text = readText(path)

  test('every link leads to a file', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, to = '']) => to)
    const broken = links.filter((to) => !existsSync(join(repository, dirname(path), to)))
    expect(broken).toEqual([])
  })

  test('every path in it exists', () => {
    const paths = [
      ...withoutExamples(text).matchAll(
        /`((?:harness|reports|target-app|scenarios|test|docs|\.ci)\/[^`\s]*)`/g,
      ),
    ]
    const missing = paths.map(([, to = '']) => to).filter((to) => !existsSync(repository + to))
    expect(missing.filter((to) => !invented.has(to))).toEqual([])
  })

  test('every command in it can be typed', () => {
    const typed = [
      ...text.matchAll(/(?:npx aftershock|npm (?:run [a-z:]+|start|test|ci))(?: [^`\n]*)?/g),
    ]
    expect(typed.flatMap(([command]) => problemWith(command.trim()))).toEqual([])
  })

  test('lines can be read beside code', () => {
    const long = text
      .split('\n')
      .filter((line) => line.length > 150 && !line.startsWith('|') && !line.startsWith('claim: '))
    expect(long).toEqual([])
  })
})

/** Files that the worked examples would make. */
const invented = new Set([
  'harness/faults/throttle.ts',
  'harness/measures/slowest-answer.ts',
  'harness/checks/stays-back.ts',
  'harness/reporters/csv.ts',
])

function withoutExamples(text: string): string {
  return text.replace(/```[a-z]*\n[^]*?```/g, '')
}

/** What is wrong with a command line, or nothing. Text that follows it in a column is not part of it. */
function problemWith(line: string): readonly string[] {
  const [first, second = '', ...rest] = (line.split(/ {2,}/)[0] ?? '').split(' ')
  if (first === 'npm') {
    const script = second === 'run' ? (rest[0] ?? '') : second
    const { scripts } = manifest
    return Object.hasOwn(scripts, script) || script === 'ci' ? [] : [`${line}: no script ${script}`]
  }
  const [name, ...words] = rest
  if (second !== 'aftershock' || name === undefined) return []
  const command = commands.find((each) => each.name() === name)
  if (command === undefined) return [`${line}: no command ${name}`]
  const flags = help.visibleOptions(command).flatMap(({ short, long }) => [short, long])
  const unknown = words.filter((word) => word.startsWith('-') && !flags.includes(word))
  return unknown.map((word) => `${line}: no option ${word}`)
}

describe('tables say what the program says', () => {
  test('commands', () => {
    expect(tableBelow(readme, 'Commands')).toEqual(
      commands.map((command) => [code(usage(command)), command.description()]),
    )
  })

  test('options of run', () => {
    const run = commands.find((command) => command.name() === 'run')
    const options = run === undefined ? [] : help.visibleOptions(run)
    expect(tableBelow(readme, 'Options of `run`')).toEqual(
      options
        .filter(({ long }) => long !== '--help')
        .map((option) => [code(option.flags), help.optionDescription(option)]),
    )
  })

  test('exit codes', () => {
    expect(tableBelow(readme, 'Exit codes')).toEqual(
      Object.values(exitCodes).map(({ code, means }) => [String(code), means]),
    )
  })

  test('faults', () => {
    expect(tableBelow(readme, 'What it can do to a target')).toEqual(
      Object.values(faults).map(({ name, summary }) => [code(name), summary]),
    )
  })

  test('checks', () => {
    expect(tableBelow(readme, 'What it can judge')).toEqual(
      Object.values(checks).map(({ name, summary, when }) => [
        code(name),
        summary,
        when === 'always' ? 'in every run' : 'where asked',
      ]),
    )
  })

  test('measures', () => {
    expect(tableBelow(readText('reports/README.md'), 'Measures')).toEqual(
      Object.values(measures).map(({ name, summary, unit, per }) => [
        code(name),
        summary,
        unit,
        per,
      ]),
    )
  })
})

function code(text: string): string {
  return `\`${text}\``
}

function usage(command: Command): string {
  return ['npx aftershock', command.name(), ...command.registeredArguments.map(argument)].join(' ')
}

function argument(taken: Command['registeredArguments'][number]): string {
  const word = `${taken.name()}${taken.variadic ? '...' : ''}`
  return taken.required ? `<${word}>` : `[${word}]`
}

/** What the code blocks of a document hold. */
function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(
    ([, it = '']) => it,
  )
}

describe('quotes are what the files say', () => {
  test('the scenario in the README', () => {
    const [, path = ''] = /This is `(scenarios\/[^`]+)`/.exec(readme) ?? []
    expect(blocks(readme, 'yaml')).toEqual([readText(path)])
  })

  test('the worked examples in CONTRIBUTING', () => {
    const contributing = readText('CONTRIBUTING.md')
    const quoted = blocks(contributing, 'ts')
    const files = [...invented].map((path) => {
      const [, family = '', name = ''] = /^harness\/([^/]+)\/(.*)\.ts$/.exec(path) ?? []
      // Beside its family it imports from where it is.
      return readText(`test/repo/examples/${name}.ts`)
        .replaceAll(`../../../harness/${family}/`, './')
        .replaceAll('../../../harness/', '../')
    })
    expect(quoted).toEqual(files)
    expect([...invented].filter((path) => !contributing.includes(code(path)))).toEqual([])
  })
})

describe('ARCHITECTURE.md', () => {
  const text = readText('ARCHITECTURE.md')
  const map = /## Map\n+```\n([^]*?)```/.exec(text)?.[1] ?? ''
  const parents: string[] = []
  const paths = map
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, indent = '', name = ''] = /^( *)(\S+)/.exec(line) ?? []
      const depth = indent.length / 2
      parents.splice(depth, Infinity, name)
      return parents.join('')
    })

  test('everything on the map exists', () => {
    expect(paths.length).toBeGreaterThan(30)
    expect(paths.filter((path) => !existsSync(repository + path))).toEqual([])
  })

  test.each(['harness', 'reports', 'target-app', 'test'])('every folder of %s/ is on it', (top) => {
    const folders = globSync(`${top}/*/`, { cwd: repository }).map((path) =>
      path.replace(/\/?$/, '/'),
    )
    // Tests that mirror a part of the source need no line of their own.
    const mirrors = ['test/harness/', 'test/reports/', 'test/target-app/']
    const missing = folders.filter((path) => !paths.includes(path) && !mirrors.includes(path))
    expect(missing).toEqual([])
  })

  test('every line of it says what the thing is', () => {
    expect(
      map
        .trimEnd()
        .split('\n')
        .filter((line) => !/^ *\S+ {2,}\S+/.test(line)),
    ).toEqual([])
  })
})

test('the newest entry of the changelog is this version', () => {
  const entries = [...readText('CHANGELOG.md').matchAll(/^## \[([^\]]+)\]/gm)].map(([, it]) => it)
  expect(entries.find((entry) => entry !== 'Unreleased')).toBe(manifest.version)
})
