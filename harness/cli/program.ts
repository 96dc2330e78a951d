import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { exitCodes } from '../exit-codes.ts'

const version = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
).version

/** All commands. What a command does is loaded only when it is called, so that help is instant. */
export function buildProgram(): Command {
  const program = new Command('aftershock')
    .description(
      'Hurts a running system under load, measures its recovery, and says which promise held.',
    )
    .version(version)
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', `\nExit codes:\n${exitCodeTable()}`)
  withSwitches(withSelection(program.command('run').description('run scenarios and report')))
    .option('--repeat-each <n>', 'run each scenario n times', positiveNumber)
    .option('--seed <n>', 'seed of everything that is random', wholeNumber)
    .option('-x, --max-failures <n>', 'stop after n broken scenarios', wholeNumber)
    .option('--reporter <names>', 'reporters, separated by commas', list)
    .option('-o, --output <folder>', 'where results go', 'aftershock-results')
    .option('--list', 'only list what would run')
    .option('--control', 'run the same scenarios without their faults')
    .action(async (paths, options) => (await import('./run.ts')).run(paths, options))
  program
    .command('start', { hidden: true })
    .description('prepare everything and run the smoke suite')
    .action(async () =>
      (await import('./run.ts')).run([], { tag: ['smoke'], output: 'aftershock-results' }),
    )
  withSwitches(
    program
      .command('up')
      .description('start the target to play with by hand, until Ctrl-C')
      .option('--services <names>', 'only these services, and what they need', list)
      .addOption(targetOption()),
  ).action(async (options) => (await import('./up.ts')).up(options))
  withSwitches(
    program
      .command('compose')
      .description('print a Compose file that runs the target without Aftershock')
      .addOption(targetOption())
      .option('--port <n>', 'where users come in, on loopback', positiveNumber, 8080),
  ).action(async (options) => (await import('./compose.ts')).compose(options))
  withSelection(program.command('list').description('list scenarios'))
    .option('--words', 'list the words that scenarios may use instead')
    .action(async (paths, options) => (await import('./list.ts')).list(paths, options))
  program
    .command('validate')
    .description('check scenario files; every problem at once')
    .argument('[paths...]', 'files, ids or a folder')
    .addOption(targetOption())
    .action(async (paths, options) => (await import('./validate.ts')).validate(paths, options))
  withSwitches(
    withSelection(
      program
        .command('explain')
        .description('dry run: the plan with its times, and what will be hurt'),
    ),
  )
    .option('--seed <n>', 'seed of everything that is random', wholeNumber)
    .action(async (paths, options) => (await import('./explain.ts')).explain(paths, options))
  program
    .command('check')
    .description('judge the histories of an old run again')
    .argument('[folder]', 'a folder of results', 'aftershock-results/latest')
    .action(async (folder) => (await import('./check.ts')).check(folder))
  program
    .command('report')
    .description('write the reports of an old run again from its report.json')
    .argument('[folder]', 'a folder of results', 'aftershock-results/latest')
    .option('--reporter <names>', 'reporters, separated by commas', list, ['html'])
    .action(async (folder, options) => (await import('./report.ts')).report(folder, options))
  program
    .command('doctor')
    .description('say what this machine has and lacks')
    .action(async () => (await import('./doctor.ts')).doctor())
  program
    .command('clean')
    .description('remove what interrupted runs left behind')
    .option('--all', 'also what belongs to runs that are still alive')
    .action(async (options) => (await import('./clean.ts')).clean(options))
  program
    .command('schema')
    .description('print the JSON Schema of scenarios, or write it')
    .option('--write <file>', 'write it to a file')
    .addOption(targetOption())
    .action(async (options) => (await import('./schema.ts')).schema(options))
  return program
}

function withSelection(command: Command): Command {
  return command
    .argument('[paths...]', 'scenario files, ids, or a folder (default: scenarios)')
    .option(
      '-g, --grep <pattern>',
      'only scenarios whose id or claim has this pattern (a regular expression; try it with --list)',
    )
    .option('--grep-invert <pattern>', 'only scenarios that do not match')
    .option('--tag <names>', 'only scenarios with one of these tags', list)
    .addOption(targetOption())
}

function withSwitches(command: Command): Command {
  return command
    .option('--without <mechanisms>', 'switch fault-tolerance mechanisms off', list)
    .option('--plant <weaknesses>', 'plant weaknesses in the target', list)
}

function targetOption(): Option {
  return new Option('--target <module>', 'the system under test (default: the reference shop)')
}

function list(text: string): readonly string[] {
  return text.split(',').map((word) => word.trim())
}

function positiveNumber(text: string): number {
  const number = wholeNumber(text)
  if (number === 0) throw new InvalidArgumentError('1 or more is needed')
  return number
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('a whole number is needed, such as 5')
  return number
}

function exitCodeTable(): string {
  return Object.values(exitCodes)
    .map(({ code, means }) => `  ${String(code).padStart(3)}  ${means}\n`)
    .join('')
}
