import { execFileSync } from 'node:child_process'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { findChromium } from '../../harness/prepare/chromium.ts'
import { openBrowser } from '../../harness/probes/browser.ts'

/** The nice values of all browser processes below a process. */
function niceOfDescendants(ancestor: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,ni=,args='], { encoding: 'utf8' })
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/))
  const below = (parent: number): string[][] =>
    rows
      .filter(([, ppid]) => Number(ppid) === parent)
      .flatMap((row) => [row, ...below(Number(row[0]))])
  return below(ancestor)
    .filter(([, , , program = '']) => /chrom(e|ium)[^/]*$/.test(program))
    .map(([, , nice]) => Number(nice))
}

test(
  'the browser takes no more than its share, so that drawing does not slow what is measured',
  { timeout: 60_000 },
  async () => {
    const executablePath = await findChromium()
    if (executablePath === undefined)
      throw new Error('no Chromium on this machine: aftershock doctor says more')
    await using browser = await openBrowser({ executablePath })
    const nices = await browser.visit({ viewport: { width: 640, height: 480 } }, async (page) => {
      await page.setContent('<p>Hello')
      return niceOfDescendants(process.pid)
    })
    expect(nices.length).toBeGreaterThan(1)
    // Renderers may have less, but nothing has more than this process.
    for (const nice of nices) expect(nice).toBeGreaterThanOrEqual(getPriority())
  },
)
