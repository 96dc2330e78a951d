import { join } from 'node:path'
import { getContainerRuntimeClient } from 'testcontainers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realClock, type Clock } from '../../harness/clock.ts'
import type { RequestRecord } from '../../harness/history/record.ts'
import { startLoad, type Load } from '../../harness/load/load.ts'
import { ownImage, startStub, type StubService } from '../support/stub-service.ts'

const run = `load-test-${process.pid}`
const epoch = realClock.wall()
let stub: StubService

beforeAll(async () => {
  stub = await startStub(run)
}, 60_000)
afterAll(() => stub[Symbol.asyncDispose]())

function loadOf(op: string, changes: Partial<Load> = {}): Load {
  return {
    image: ownImage('k6'),
    environment: { run, loadNamespace: stub.id, loadUrl: stub.url },
    script: join(import.meta.dirname, '../fixtures/load/stub-load.ts'),
    load: [{ op, rate: 50 }],
    loadMs: 2000,
    operations: { [op]: { timeoutMs: 200 } },
    tokenPrefix: 't.',
    clock: realClock,
    toRunTime: (wall) => wall - epoch,
    ...changes,
  }
}

async function k6Containers() {
  const { container } = await getContainerRuntimeClient()
  const filters = { label: [`aftershock.run=${run}`, 'aftershock.part=load'] }
  const found = await container.dockerode.listContainers({ all: true, filters })
  return found.map(({ Id }) => container.dockerode.getContainer(Id))
}

/** Starts a load that would run for a minute and waits for its first record. */
async function longLoad(signal: AbortSignal) {
  const records: RequestRecord[] = []
  const first = Promise.withResolvers<void>()
  const onRecord = (record: RequestRecord): void => {
    records.push(record)
    first.resolve()
  }
  const load = await startLoad(loadOf('thing.read', { loadMs: 60_000 }), onRecord, signal)
  await first.promise
  return { load, records }
}

/** k6 that could not run at the very end of a load lets a request or two more through, or lets them go. */
function expectPlanned(count: number): void {
  expect(Math.abs(count - 100)).toBeLessThanOrEqual(2)
}

describe('startLoad', { timeout: 60_000 }, () => {
  const never = new AbortController().signal

  test('stops early on request, keeps what it had, and leaves no container', async () => {
    const { load, records } = await longLoad(never)
    const before = performance.now()
    await load.stop()
    expect(performance.now() - before).toBeLessThan(8000)
    const summary = await load.done
    expect(summary).toMatchObject({ ok: false, reason: 'the load was stopped' })
    expect(summary.records[0]?.started).toBeGreaterThanOrEqual(records.length)
    expect(summary.doubts.filter(({ text }) => text.includes('planned'))).toEqual([])
    expect(await k6Containers()).toEqual([])
  })

  test('stops when the run is aborted', async () => {
    const abort = new AbortController()
    const { load } = await longLoad(abort.signal)
    abort.abort()
    expect(await load.done).toMatchObject({ ok: false, reason: 'the load was stopped' })
    expect(await k6Containers()).toEqual([])
  })

  test('says that k6 was killed', async () => {
    const { load } = await longLoad(never)
    for (const container of await k6Containers()) await container.kill()
    const summary = await load.done
    expect(summary).toMatchObject({ ok: false, exitCode: 137 })
    expect(summary.doubts).toContainEqual(
      expect.objectContaining({
        about: 'load',
        fatal: true,
        text: expect.stringMatching(/^k6 was killed/),
      }),
    )
  })

  test('kills a k6 that does not end', async () => {
    // The limit passes at once, as seen by this clock; the limit for the beginning does not.
    const clock: Clock = {
      ...realClock,
      sleep: (ms, signal) => realClock.sleep(ms === 30_000 ? ms : 500, signal),
    }
    const load = await startLoad(
      loadOf('thing.read', { loadMs: 60_000, clock }),
      () => undefined,
      never,
    )
    const summary = await load.done
    expect(summary.reason).toMatch(/still ran 10 s after its planned end/)
    expect(summary.doubts[0]).toMatchObject({ fatal: true })
    expect(await k6Containers()).toEqual([])
  })

  test('names the operation that the load script lacks', async () => {
    const load = await startLoad(loadOf('thing.fly'), () => undefined, never)
    const summary = await load.done
    expect(summary).toMatchObject({ ok: false, began: null })
    expect(summary.reason).toContain('the load script has no function for thing.fly')
    expect(summary.reason).toContain('thing.add')
  })

  test('counts an operation that throws as failed, and doubts it', async () => {
    const records: RequestRecord[] = []
    const load = await startLoad(loadOf('thing.throw'), (record) => records.push(record), never)
    const summary = await load.done
    expect(summary.ok).toBe(true)
    expectPlanned(records.length)
    for (const record of records) {
      expect(record).toMatchObject({ outcome: 'fail', status: 0, error: 'script-exception' })
    }
    const thrown = summary.doubts.filter(({ text }) => text.includes('the load script threw'))
    expect(thrown).toMatchObject([{ about: 'load', fatal: false }])
    expect(summary.doubts.filter(({ fatal }) => fatal)).toEqual([])
  })

  test('counts what was dropped when an operation outlasts its time-out', async () => {
    const load = await startLoad(loadOf('thing.linger'), () => undefined, never)
    const { records, doubts } = await load.done
    const [{ started, dropped } = { started: 0, dropped: 0 }] = records
    expect(dropped).toBeGreaterThan(0)
    expectPlanned(started + dropped)
    const missing = Math.max(0, 100 - started - dropped)
    const text = `${missing} of 100 planned requests of thing.linger were never started`
    expect(doubts.map((doubt) => doubt.text)).toEqual(missing > 0 ? [text] : [])
  })

  test('fails at once when there is no such image', async () => {
    const image = 'aftershock/k6:no-such-tag'
    await expect(
      startLoad(loadOf('thing.read', { image }), () => undefined, never),
    ).rejects.toThrow(/no such image/i)
  })
})
