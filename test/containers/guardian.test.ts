import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { holdLease } from '../../harness/guardian/lease.ts'
import { findLabelled } from '../../harness/runtime/leftovers.ts'
import { removeThese } from '../../harness/runtime/remove.ts'
import { until } from '../support/wait.ts'
import { prepareTiny, testRun } from '../support/tiny.ts'

/** Promised is 60 s; the guardian needs about 3 s, and a busy machine may need a few times that. */
const sweepLimitMs = 30_000

async function left(run: string): Promise<number> {
  return (await findLabelled(run)).containers.length
}

/** Everything goes, the guardian last; but for a network that the engine would not let go for us either. */
async function expectNothingLeft(run: string, limitMs: number): Promise<void> {
  await until('no container is left', async () => (await left(run)) === 0, limitMs)
  const found = await findLabelled(run)
  expect(found.volumes).toEqual([])
  expect(await removeThese(found)).toEqual(found.networks)
}

test('a harness that is killed leaves nothing behind, not even a frozen container', async () => {
  await prepareTiny()
  const run = testRun('guardian')
  const program = new URL('../fixtures/programs/holds-an-environment.ts', import.meta.url)
  const harness = fork(program, [run], { stdio: 'inherit' })
  await once(harness, 'message')
  expect(await left(run)).toBeGreaterThan(4)
  harness.kill('SIGKILL')
  await expectNothingLeft(run, sweepLimitMs)
})

test('a harness that hangs loses its lease', async () => {
  await prepareTiny()
  const run = testRun('hang')
  const program = new URL('../fixtures/programs/holds-an-environment.ts', import.meta.url)
  const harness = fork(program, [run], { stdio: 'inherit' })
  await once(harness, 'message')
  harness.kill('SIGSTOP')
  try {
    expect(await left(run)).toBeGreaterThan(4)
    await expectNothingLeft(run, sweepLimitMs + 15_000)
  } finally {
    harness.kill('SIGKILL')
  }
})

interface FakeEngine {
  readonly socket: string
  readonly asked: readonly string[]
  stop(): void
}
type Answer = readonly [status: number, body: unknown]

/** An engine that answers so; 404 to what it does not know, and it hangs up where there is `undefined`. */
async function fakeEngine(
  answerTo: (question: string, asked: readonly string[]) => Answer | undefined,
): Promise<FakeEngine> {
  const socket = join(await mkdtemp(join(tmpdir(), 'aftershock-engine-')), 'docker.sock')
  const asked: string[] = []
  const server = createServer((request, response) => {
    const question = `${request.method} ${request.url?.split('?')[0]}`
    const answer = answerTo(question, asked)
    asked.push(question)
    if (answer === undefined) return void request.socket.destroy()
    const [status, body] = answer
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(socket)
  await once(server, 'listening')
  return { socket, asked, stop: () => void server.close() }
}
const unknown: Answer = [404, { message: 'not found' }]

/** How long the guardian of a run takes to go, when that engine has what is left of the run. Milliseconds. */
async function sweepOf({ socket }: FakeEngine, run: string): Promise<number> {
  const { images } = await prepareTiny()
  const lease = await holdLease(testRun(run), images['keeper'] ?? '', socket)
  const began = performance.now()
  await lease.release()
  return performance.now() - began
}

test('a network that the engine does not let go keeps nobody waiting', async () => {
  const answers: Readonly<Record<string, Answer>> = {
    'GET /containers/json': [200, []],
    'GET /networks': [200, [{ Id: 'kept' }]],
    'DELETE /networks/kept': [403, { message: 'network kept has active endpoints' }],
    'GET /networks/kept': [200, { Containers: {} }],
    'GET /volumes': [200, { Volumes: null }],
  }
  const engine = await fakeEngine((question) => answers[question] ?? unknown)
  try {
    // Four looks, half a second apart; one that goes on looking is ended after thirty seconds.
    expect(await sweepOf(engine, 'kept')).toBeLessThan(20_000)
    expect(engine.asked).toContain('DELETE /networks/kept')
  } finally {
    engine.stop()
  }
})

test('a container that cannot be removed keeps the others from nothing, and is tried again', async () => {
  const removal = (id: string): string => `DELETE /containers/${id}`
  const tries = (asked: readonly string[], id: string): number =>
    asked.filter((question) => question === removal(id)).length
  const engine = await fakeEngine((question, asked) => {
    if (question === 'GET /networks') return [200, []]
    if (question === 'GET /volumes') return [200, { Volumes: null }]
    // The first one is gone only when it was tried twice.
    const left = ['stuck', 'other'].filter((id, place) => tries(asked, id) < 2 - place)
    if (question === 'GET /containers/json') return [200, left.map((Id) => ({ Id }))]
    return question === removal('stuck') && tries(asked, 'stuck') === 0 ? undefined : unknown
  })
  try {
    await sweepOf(engine, 'stuck')
    const removals = engine.asked.filter((question) => question.startsWith('DELETE'))
    expect(removals).toEqual([removal('stuck'), removal('other'), removal('stuck')])
  } finally {
    engine.stop()
  }
})
