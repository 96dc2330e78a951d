import { readFile } from 'node:fs/promises'
import type { ProbeBrowser } from './browser.ts'

const viewport = { width: 480, height: 300 }
const largestBytes = 30 * 1024
const qualities = [70, 50, 30, 10]

/**
 * A small JPEG of a picture file as a data URI of at most 30 KiB, made by the browser itself.
 * Answers undefined when it cannot be made: a report without it is still a report.
 */
export async function thumbnail(browser: ProbeBrowser, path: string): Promise<string | undefined> {
  try {
    const picture = (await readFile(path)).toString('base64')
    return await browser.visit({ viewport }, async (page) => {
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
    })
  } catch {
    return undefined
  }
}
