import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/* What tests of the repository itself look at: its files, what they import, and its documents. */

/** Absolute folder of the repository, with a slash at its end. */
export const repository = fileURLToPath(new URL('../../', import.meta.url))

export interface SourceFile {
  /** Relative to the repository. */
  readonly path: string
  readonly text: string
  /** The text with every comment blanked out; lines stay where they are. */
  readonly code: string
}

export interface Import {
  readonly from: string
  /** As written, or for a relative one the path in the repository. */
  readonly to: string
  readonly typeOnly: boolean
}

/** All source files below a folder. */
export function sourcesIn(folder: string): readonly SourceFile[] {
  return globSync(`${folder}/**/*.{ts,js}`, { cwd: repository })
    .toSorted()
    .map((path) => {
      const text = readText(path)
      return { path, text, code: withoutComments(text) }
    })
}

/** All files below a folder, whatever they are written in; `code` is the whole text. */
export function textsIn(folder: string): readonly Pick<SourceFile, 'path' | 'code'>[] {
  return globSync(`${folder}/**/*`, { cwd: repository, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(repository, join(parentPath, name)))
    .toSorted()
    .map((path) => ({ path, code: readText(path) }))
}

export function readText(path: string): string {
  return readFileSync(`${repository}${path}`, 'utf8')
}

/** Every import, re-export and dynamic import of a file. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  const found = text.matchAll(
    /^(?:import|export)( type)?\s+[\w*\s{},]+?\s+from\s+'([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gm,
  )
  return [...found].map(([, type, from, bare, dynamic]) => {
    const written = from ?? bare ?? dynamic ?? ''
    const to = written.startsWith('.')
      ? new URL(written, `file:///${path}`).pathname.slice(1)
      : written
    return { from: path, to, typeOnly: type !== undefined }
  })
}

/** `file:line: the line`, for every line of the code that matches. */
export function linesThatMatch(
  { path, code }: Pick<SourceFile, 'path' | 'code'>,
  pattern: RegExp,
): readonly string[] {
  return code
    .split('\n')
    .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : []))
}

/** The rows of the first table below a heading of a document: cells without padding, header left out. */
export function tableBelow(document: string, heading: string): readonly (readonly string[])[] {
  const lines = document.split('\n')
  const start = lines.findIndex((line) => line.replace(/^#+ /, '') === heading && line !== heading)
  if (start === -1) throw new Error(`no heading "${heading}"`)
  const first = lines.findIndex((line, i) => i > start && line.startsWith('|'))
  const after = lines.findIndex((line, i) => i > first && !line.startsWith('|'))
  return lines.slice(first + 2, after === -1 ? undefined : after).map(cellsOf)
}

function cellsOf(line: string): readonly string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'))
}

/** A crude reading is enough: a comment begins a line, follows a space, or is a block. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/ .*$/gm, '$1')
}
