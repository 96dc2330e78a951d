/**
 * Which installed packages a set of packages needs, read from package-lock.json.
 * An image of a target gets exactly these, so that it changes only when they do.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { repository } from './places.ts'

const ranges = z.record(z.string(), z.string()).optional()
const lockedPackage = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  dependencies: ranges,
  optionalDependencies: ranges,
  peerDependencies: ranges,
  peerDependenciesMeta: z
    .record(z.string(), z.object({ optional: z.boolean().optional() }))
    .optional(),
})
const lockFile = z.object({ packages: z.record(z.string(), lockedPackage) })

type LockedPackage = z.infer<typeof lockedPackage>

/** The part of a version 2 or 3 lock file that matters here. */
export type LockFile = z.infer<typeof lockFile>

export interface ClosurePackage {
  /** As in the lock file, e.g. `node_modules/a/node_modules/b`. */
  readonly path: string
  /** Equal identity means equal files. */
  readonly identity: string
}

/** Reads `package-lock.json` in a folder. Throws a UserError if it is missing or too old. */
export function readLockFile(folder: string): LockFile {
  const file = join(folder, 'package-lock.json')
  try {
    return lockFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new UserError(`${file} cannot be read as a lock file of version 2 or 3`, {
      cause: error,
      hint: 'run npm install there, with npm 7 or newer',
    })
  }
}

/** The named packages and all they need, sorted by path. Throws a UserError for an unknown name. */
export function packageClosure(lock: LockFile, names: readonly string[]): ClosurePackage[] {
  const found = new Map<string, LockedPackage>()
  const visit = (path: string, locked: LockedPackage): void => {
    if (found.has(path)) return
    found.set(path, locked)
    for (const { name, optional } of needs(locked)) {
      const next = resolve(lock, path, name)
      if (next !== undefined) visit(...next)
      else if (!optional) throw unknown(name, path)
    }
  }
  for (const name of names) {
    const root = resolve(lock, '', name)
    if (root === undefined) throw unknown(name, 'the target')
    visit(...root)
  }
  return [...found]
    .map(([path, { version, integrity }]) => ({
      path,
      identity: `${path}@${version ?? ''} ${integrity ?? ''}`,
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function needs(locked: LockedPackage): { name: string; optional: boolean }[] {
  const optional = Object.keys(locked.optionalDependencies ?? {})
  const peers = Object.keys(locked.peerDependencies ?? {}).filter(
    (name) => locked.peerDependenciesMeta?.[name]?.optional !== true,
  )
  const required = Object.keys(locked.dependencies ?? {}).filter((name) => !optional.includes(name))
  return [
    ...required.map((name) => ({ name, optional: false })),
    // A peer can be missing on purpose: with --legacy-peer-deps npm leaves it out.
    ...[...optional, ...peers].map((name) => ({ name, optional: true })),
  ]
}

/** The version of the pinned npm package `node`. */
export function nodeVersion(): string {
  const lock = readLockFile(repository)
  return lock.packages['node_modules/node']?.version ?? process.versions.node
}

/** Looks for a package the way Node does: beside the one that asks, then one level up, and so on. */
function resolve(lock: LockFile, from: string, name: string): [string, LockedPackage] | undefined {
  for (let folder = from; ; folder = parent(folder)) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    const locked = lock.packages[path]
    if (locked !== undefined) return runsOnLinux(locked) ? [path, locked] : undefined
    if (folder === '') return undefined
  }
}

function parent(folder: string): string {
  const end = folder.lastIndexOf('/node_modules/')
  return end === -1 ? '' : folder.slice(0, end)
}

function runsOnLinux({ os, cpu }: LockedPackage): boolean {
  const cpuFits = cpu === undefined || cpu.includes(process.arch)
  return cpuFits && (os === undefined || os.includes('linux'))
}

function unknown(name: string, from: string): UserError {
  return new UserError(`package "${name}", needed by ${from}, is not in package-lock.json`, {
    hint: `add it with: npm install -E ${name}`,
  })
}
