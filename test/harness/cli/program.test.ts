import { expect, test } from 'vitest'
import { buildProgram } from '../../../harness/cli/program.ts'

/** Everything that help says, at a width that no terminal changes. */
const program = buildProgram()
const helpOf = (name?: string): string => {
  const command = program.commands.find((one) => one.name() === name) ?? program
  return command.configureHelp({ helpWidth: 100 }).helpInformation()
}

test('help names every command', () => expect(helpOf()).toMatchSnapshot())

test.each(program.commands.map((command) => command.name()))('help of %s', (name) =>
  expect(helpOf(name)).toMatchSnapshot(),
)

test('every command says what it does', () => {
  for (const command of program.commands)
    expect(command.description(), command.name()).toMatch(/\w/)
})
