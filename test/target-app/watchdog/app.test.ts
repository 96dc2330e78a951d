import { expect, test } from 'vitest'
import { Watched, type Heartbeat } from '../../../target-app/contracts/heartbeat.ts'
import { watchdogApp } from '../../../target-app/watchdog/app.ts'

const heartbeat: Heartbeat = {
  ...{ kind: 'http', replica: 'cart-1', service: 'cart', release: '1', pid: 7 },
  ...{ memory: 100, memoryLimit: 400, answerMs: 1 },
}
const watched: Watched = { 'cart-1': { service: 'cart', release: '1', state: 'suspected' } }

function watchdog() {
  const taken: Heartbeat[] = []
  const app = watchdogApp({
    take: (one) => void taken.push(one),
    watch: { replicas: watched },
    health: () => ({ replica: 'watchdog', ready: true }),
    metrics: { answered: () => undefined, breaker: () => undefined, text: async () => '' },
    log: { warn: () => undefined },
  })
  const beat = (body: string) => app.request('/heartbeats', { method: 'POST', body })
  return { app, taken, beat }
}

test('a heartbeat is taken as it was sent', async () => {
  const { taken, beat } = watchdog()
  expect((await beat(JSON.stringify(heartbeat))).status).toBe(204)
  expect(taken).toEqual([heartbeat])
})

test.each([
  ['of an unknown kind', JSON.stringify({ ...heartbeat, kind: 'smoke' })],
  ['of no process', JSON.stringify({ ...heartbeat, pid: 0 })],
  ['that breaks off', JSON.stringify(heartbeat).slice(0, 40)],
])('a heartbeat %s is refused and speaks for nobody', async (_, body) => {
  const { taken, beat } = watchdog()
  expect((await beat(body)).status).toBe(400)
  expect(taken).toEqual([])
})

test('tells what it believes of everybody, in the words of the contract', async () => {
  const answer = await watchdog().app.request('/replicas')
  expect(Watched.parse(await answer.json())).toEqual(watched)
})
