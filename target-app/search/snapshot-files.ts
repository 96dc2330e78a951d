/** Where snapshots lie: the newest and the ones before it, each a file of its own. */
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** From new to old. */
const allAges = ['newest', 'previous', 'oldest'] as const
export type Age = (typeof allAges)[number]

export interface SnapshotFiles {
  /** Those that are kept, from new to old. */
  readonly ages: readonly Age[]
  /** Nothing when there is none of this age. */
  read(age: Age): Buffer | undefined
  /** Becomes the newest; the others get older, and the oldest goes. */
  push(text: string): void
}

/** @param kept how many generations there are at most */
export function snapshotFiles(folder: string, kept: number): SnapshotFiles {
  const pathOf = (age: Age): string => join(folder, `${age}.snapshot`)
  const ages = allAges.slice(0, kept)
  return {
    ages,
    read: (age) => (existsSync(pathOf(age)) ? readFileSync(pathOf(age)) : undefined),
    push(text) {
      mkdirSync(folder, { recursive: true })
      const fresh = join(folder, 'fresh')
      writeThrough(fresh, text)
      // From the oldest on, so that a crash in between leaves a copy too few, never none.
      for (const [place, age] of [...ages.entries()].toReversed()) {
        const younger = ages[place - 1]
        if (younger !== undefined && existsSync(pathOf(younger)))
          renameSync(pathOf(younger), pathOf(age))
      }
      renameSync(fresh, pathOf('newest'))
    },
  }
}

/** A file that is renamed before its content is on the disk may be empty after a crash. */
function writeThrough(path: string, text: string): void {
  const file = openSync(path, 'w')
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
