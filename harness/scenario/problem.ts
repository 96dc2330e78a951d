import { distance } from 'fastest-levenshtein'
import { UserError } from '../errors.ts'

/** Where something stands in a file. Lines and columns count from 1; `length` is in characters. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly length: number
}

/** One thing that is wrong in a scenario file: where, what, and what is allowed instead. */
export interface Problem extends Place {
  readonly message: string
  readonly hint?: string
}

/** File name → its text, for the lines that are shown with a problem. */
export type Sources = ReadonlyMap<string, string>

/** Every problem with its line and a caret under the culprit, in order of files and lines. */
export function formatProblems(problems: readonly Problem[], sources: Sources): string {
  return inOrder(problems)
    .map((problem) => formatProblem(problem, sources))
    .join('\n\n')
}

function formatProblem(problem: Problem, sources: Sources): string {
  const { file, line, column, length, message, hint } = problem
  const text = sources.get(file)?.split(/\r?\n/)[line - 1]
  const gutter = String(line)
  const margin = ' '.repeat(gutter.length)
  const carets = '^'.repeat(Math.max(1, Math.min(length, (text ?? '').length - column + 1)))
  const frame =
    text === undefined
      ? []
      : [`    ${gutter} │ ${text}`, `    ${margin} │ ${' '.repeat(column - 1)}${carets}`]
  const hints = hint === undefined ? [] : hint.split('\n').map((row) => `    ${row}`)
  return [`${file}:${line}:${column}`, `  ✖ ${message}`, ...frame, ...hints].join('\n')
}

/** The same problem is told once, even when every plan of a matrix has it. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const key = (p: Problem): string => [p.file, p.line, p.column, p.message].join('\0')
  const once = new Map(problems.map((problem) => [key(problem), problem]))
  return [...once.values()].toSorted(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  )
}

/** One error that tells all problems and how many there are; exit code 64. */
export function problemsError(problems: readonly Problem[], sources: Sources): UserError {
  const told = inOrder(problems)
  const files = new Set(told.map(({ file }) => file)).size
  const what = told.length === 1 ? '1 problem' : `${told.length} problems`
  const where = files === 1 ? '1 file' : `${files} files`
  return new UserError(
    `${formatProblems(told, sources)}\n\n${what} in ${where}. Nothing was started.`,
  )
}

/**
 * The allowed word that is closest to a wrong one, if any is close enough to be a slip: two letters,
 * or a third of a long word. Of two equally close the one with the same letters wins (`raed`, `read`).
 */
export function closest(word: string, allowed: readonly string[]): string | undefined {
  const [best] = allowed
    .map((candidate) => ({ candidate, ...distances(word.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.steps - b.steps || a.letters - b.letters)
  if (best === undefined) return undefined
  const length = Math.max(word.length, best.candidate.length)
  const slip = length < 4 ? 1 : Math.max(2, Math.floor(length / 3))
  return best.steps <= slip && best.steps < length ? best.candidate : undefined
}

function distances(a: string, b: string): { readonly steps: number; readonly letters: number } {
  return { steps: distance(a, b), letters: distance(sortedLetters(a), sortedLetters(b)) }
}

function sortedLetters(text: string): string {
  return Array.from(text).toSorted().join('')
}

/** `no check "recover"; did you mean "recovers"?` with everything that is allowed as the hint. */
export function unknownWord(
  kind: string,
  word: string,
  allowed: readonly string[],
): { readonly message: string; readonly hint: string } {
  const guess = closest(word, allowed)
  const ask = guess === undefined ? '' : `; did you mean "${guess}"?`
  const hint =
    allowed.length === 0 ? `there is no ${kind} to name` : `allowed: ${allowed.join(', ')}`
  return { message: `no ${kind} "${word}"${ask}`, hint }
}
