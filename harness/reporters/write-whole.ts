import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes a file so that a reader, or a crash, never meets half of it. Answers with its path. */
export async function writeWhole(folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name)
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, text)
  await rename(temporary, path)
  return path
}
