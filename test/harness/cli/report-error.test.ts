import { CommanderError } from 'commander'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { reportError } from '../../../harness/cli/report-error.ts'
import { UserError } from '../../../harness/errors.ts'

let said = ''
beforeEach(() => {
  said = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

test('an error that people can act on is text and a hint, without a stack trace', () => {
  expect(reportError(new UserError('no such scenario', { hint: 'There are: a, b.' }))).toBe(64)
  expect(said).toBe('no such scenario\nThere are: a, b.\n')
})

test.each([
  ['environment', 69],
  ['interrupted', 130],
  ['inconclusive', 2],
] as const)('its exit code follows from its kind: %s', (exit, code) => {
  expect(reportError(new UserError('so it is', { exit }))).toBe(code)
})

test('what nobody thought of is a bug, with all that is needed to find it', () => {
  expect(reportError(new TypeError('x is not a function'))).toBe(70)
  expect(said).toContain('This is a bug in Aftershock')
  expect(said).toContain('TypeError: x is not a function')
  expect(said).toContain('report-error.test.ts')
})

test('anything can be thrown', () => {
  expect(reportError('out of cheese')).toBe(70)
  expect(said).toContain('out of cheese')
})

test.each([
  ['commander.helpDisplayed', 0, 0],
  ['commander.unknownOption', 1, 64],
])('the parser has said what it has to say: %s', (name, exitCode, code) => {
  expect(reportError(new CommanderError(exitCode, name, 'said already'))).toBe(code)
  expect(said).toBe('')
})
