import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { findLabelled } from '../../harness/runtime/leftovers.ts'
import { until } from '../support/wait.ts'
import { prepareTiny, testRun } from '../support/tiny.ts'

/** Promised is 60 s; the guardian needs about 3 s, and a busy machine may need a few times that. */
const sweepLimitMs = 30_000

async function left(run: string): Promise<number> {
  const { containers, networks } = await findLabelled(run)
  return containers.length + networks.length
}

test('a harness that is killed leaves nothing behind, not even a frozen container', async () => {
  await prepareTiny()
  const run = testRun('guardian')
  const program = new URL('../fixtures/programs/holds-an-environment.ts', import.meta.url)
  const harness = fork(program, [run], { stdio: 'inherit' })
  await once(harness, 'message')
  expect(await left(run)).toBeGreaterThan(4)
  harness.kill('SIGKILL')
  await until('nothing is left', async () => (await left(run)) === 0, sweepLimitMs)
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
    await until('nothing is left', async () => (await left(run)) === 0, sweepLimitMs + 15_000)
  } finally {
    harness.kill('SIGKILL')
  }
})
