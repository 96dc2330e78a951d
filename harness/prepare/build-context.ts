/** What goes into an image: a list of files, their fingerprint, and the tar stream for the engine. */
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import archiver from 'archiver'

/** A file or folder on this machine and its place in the build context. */
export interface ContextEntry {
  readonly source: string
  /** Relative, with `/`; '' puts a folder's files at the top. */
  readonly path: string
  /** Stands for the contents where they are large and named exactly, e.g. by a lock file. */
  readonly identity?: string
  /** Leaves out nested `node_modules`, which a closure lists one by one. */
  readonly shallowModules?: boolean
}

interface ContextFile {
  readonly source: string
  readonly path: string
  readonly kind: 'file' | 'link'
  readonly executable: boolean
}

/**
 * SHA-256 over names, executable bits and contents. Owners, times and the order on disk do not
 * count, so two checkouts of one commit agree. Throws what the file system throws.
 */
export function fingerprint(entries: readonly ContextEntry[], base: string): string {
  const hash = createHash('sha256').update(`base ${base}\n`)
  for (const entry of entries.toSorted((a, b) => compare(a.path, b.path))) {
    if (entry.identity !== undefined) {
      hash.update(`identity ${entry.path} ${entry.identity}\n`)
      continue
    }
    for (const file of filesOf(entry)) {
      const content = file.kind === 'link' ? readlinkSync(file.source) : readFileSync(file.source)
      hash
        .update(`${file.kind} ${file.path} ${file.executable} ${content.length}\n`)
        .update(content)
    }
  }
  return hash.digest('hex')
}

/** The build context as a tar stream. Equal contents give equal headers, which keeps caches warm. */
export function tarOf(entries: readonly ContextEntry[]): Readable {
  const tar = archiver('tar')
  for (const file of entries.flatMap((entry) => filesOf(entry))) {
    if (file.kind === 'link') tar.symlink(file.path, readlinkSync(file.source))
    else
      tar.file(file.source, { name: file.path, mode: file.executable ? 0o755 : 0o644, date: epoch })
  }
  // A failure reaches the reader of the stream as an error event; this promise only repeats it.
  tar.finalize().catch(() => undefined)
  return tar
}

const epoch = new Date(0)

/** Every file below an entry, sorted by its path in the context. */
function filesOf(entry: ContextEntry): ContextFile[] {
  return walk(entry.source, entry.path, entry.shallowModules === true).toSorted((a, b) =>
    compare(a.path, b.path),
  )
}

function walk(source: string, path: string, shallowModules: boolean): ContextFile[] {
  const stat = lstatSync(source)
  if (stat.isSymbolicLink()) return [{ source, path, kind: 'link', executable: false }]
  if (stat.isFile()) return [{ source, path, kind: 'file', executable: (stat.mode & 0o100) !== 0 }]
  return readdirSync(source)
    .filter((name) => !(shallowModules && name === 'node_modules'))
    .flatMap((name) =>
      walk(join(source, name), path === '' ? name : `${path}/${name}`, shallowModules),
    )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
