import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'

/** A file for the load container: where it goes and what is in it. */
export interface LoadFile {
  /** Relative, with forward slashes. */
  readonly path: string
  readonly content: string
}

const importForm =
  /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?['"](\.{1,2}\/[^'"]+)['"]/gm

/**
 * A load script and every file it imports, directly or not. `import type` is left out: k6 strips
 * types, so a script may take its types from a place that does not exist in the container.
 * @returns the files below their nearest common folder, and the script's own path among them
 * @throws when a file cannot be read; the message names the file that imports it
 */
export async function scriptFiles(
  script: string,
): Promise<{ readonly entry: string; readonly files: readonly LoadFile[] }> {
  const contents = new Map<string, string>()
  const waiting = [{ path: resolve(script), from: 'the target' }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, from } = next
    if (contents.has(path)) continue
    const content = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new Error(`cannot read the load script ${path}, named by ${from}`, { cause })
    })
    contents.set(path, content)
    for (const [, specifier = ''] of content.matchAll(importForm)) {
      waiting.push({ path: resolve(dirname(path), specifier), from: path })
    }
  }
  const root = commonFolder([...contents.keys()])
  const below = (path: string): string => relative(root, path).replaceAll('\\', '/')
  const files = [...contents].map(([path, content]) => ({ path: below(path), content }))
  return { entry: below(resolve(script)), files }
}

function commonFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0] ?? '/')
  while (!paths.every((path) => path.startsWith(folder === '/' ? '/' : `${folder}/`))) {
    folder = dirname(folder)
  }
  return folder
}
