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

/** An engine that has one empty network, and does not let it go. */
async function stubbornEngine(): Promise<{ socket: string; asked: string[]; stop(): void }> {
  const socket = join(await mkdtemp(join(tmpdir(), 'aftershock-engine-')), 'docker.sock')
  const asked: string[] = []
  const answers: Readonly<Record<string, readonly [number, unknown]>> = {
    'GET /containers/json': [200, []],
    'GET /networks': [200, [{ Id: 'kept' }]],
    'DELETE /networks/kept': [403, { message: 'network kept has active endpoints' }],
    'GET /networks/kept': [200, { Containers: {} }],
    'GET /volumes': [200, { Volumes: null }],
  }
  const server = createServer(({ method, url }, response) => {
    const question = `${method} ${url?.split('?')[0]}`
    asked.push(question)
    const [status, body] = answers[question] ?? [404, { message: 'not found' }]
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(socket)
  await once(server, 'listening')
  return { socket, asked, stop: () => void server.close() }
}

test('a network that the engine does not let go keeps nobody waiting', async () => {
  const { images } = await prepareTiny()
  const engine = await stubbornEngine()
  try {
    const lease = await holdLease(testRun('kept'), images['keeper'] ?? '', engine.socket)
    const began = performance.now()
    await lease.release()
    // Four looks, half a second apart; one that goes on looking is ended after thirty seconds.
    expect(performance.now() - began).toBeLessThan(20_000)
    expect(engine.asked).toContain('DELETE /networks/kept')
  } finally {
    engine.stop()
  }
})
