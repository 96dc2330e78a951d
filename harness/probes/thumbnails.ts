import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import type { ProbeBrowser } from './browser.ts'

const viewport = { width: 480, height: 300 }
const largestBytes = 30 * 1024
const qualities = [70, 50, 30, 10]

/**
 * Small JPEGs of picture files, by their paths, as data URIs of at most 30 KiB, made by the browser itself. One that
 * cannot be made is left out: a report without it is still a report.
 */
export async function makeThumbnails(
  browser: ProbeBrowser,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const made = new Map<string, string>()
  if (paths.length === 0) return made
  // One page for all of them: opening it takes longer than a picture.
  await browser
    .visit({ viewport }, async (page) => {
      for (const path of paths) {
        const uri = await shrink(page, path).catch(() => undefined)
        if (uri !== undefined) made.set(path, uri)
      }
    })
    .catch(() => undefined)
  return made
}

async function shrink(page: Page, path: string): Promise<string | undefined> {
  const picture = (await readFile(path)).toString('base64')
  await page.setContent(
    `<body style="margin:0"><img style="width:100vw;height:100vh;object-fit:cover;object-position:top"
      src="data:image/png;base64,${picture}">`,
    { timeout: 5000 },
  )
  for (const quality of qualities) {
    const small = await page.screenshot({ type: 'jpeg', quality, timeout: 5000 })
    const uri = `data:image/jpeg;base64,${small.toString('base64')}`
    if (uri.length <= largestBytes) return uri
  }
  return undefined
}
