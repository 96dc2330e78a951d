import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manualClock } from '../../../harness/clock.ts'
import { readHistory } from '../../../harness/history/history-file.ts'
import { historyFile, openRecorder } from '../../../harness/run/recorder.ts'
import { fakeJob } from '../../support/fake-job.ts'

/** What is doubted in a run during which the time of day went by so many milliseconds more than really passed. */
async function doubtsAfter(steps: readonly number[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'recorder-'))
  const real = manualClock({ now: 500, wall: 1_700_000_000_000 })
  let step = 0
  const clock = { ...real, wall: () => real.wall() + step }
  try {
    await using recorder = await openRecorder(fakeJob(clock, { folder }))
    recorder.phase('start')
    for (const each of steps) {
      await real.advance(30_000)
      step = each
      recorder.phase('baseline')
    }
    recorder.phase('end')
    await recorder.flush()
    const { doubts } = await readHistory(join(folder, historyFile))
    return doubts.map(({ at, about, fatal, text }) => `${at} ${about} ${String(fatal)}: ${text}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('clocks that go together, or nearly so, are no reason to doubt', async () => {
  expect(await doubtsAfter([15, -30, 60])).toEqual([])
})

test.each([
  { step: 2000, by: '2.00 s' },
  { step: -500, by: '-500 ms' },
])('a clock that is set by $by makes the run worthless', async ({ step, by }) => {
  expect(await doubtsAfter([step])).toEqual([
    `30000 clock true: the machine's clock was set by ${by}, or the machine slept`,
  ])
})

test('each step is told once, also one that is taken back', async () => {
  const doubts = await doubtsAfter([3000, 3000, 0])
  expect(doubts).toHaveLength(2)
})
