import { expect, test } from 'vitest'
import { Heartbeat } from '../../../target-app/contracts/heartbeat.ts'
import { sendEverywhere } from '../../../target-app/supervisor/heartbeats.ts'

const beat = {
  ...{ replica: 'cart-1', service: 'cart', release: '1' },
  ...{ pid: 7, memory: 90, memoryLimit: 400, answerMs: 2 },
}

/** What was sent in each way: the kinds of the heartbeats. */
function sent(socketPerKind: boolean) {
  const kinds = { http: [] as string[], tcp: [] as string[], udp: [] as string[] }
  const way = (into: string[]) => (text: string) =>
    void into.push(Heartbeat.parse(JSON.parse(text)).kind)
  const ways = { http: way(kinds.http), tcp: way(kinds.tcp), udp: way(kinds.udp) }
  sendEverywhere(ways, beat, socketPerKind)
  return kinds
}

test('each kind of heartbeat goes its own way', () => {
  expect(sent(true)).toEqual({ http: ['http'], tcp: ['tcp'], udp: ['udp'] })
})

test('with the weakness planted, all kinds leave through one socket', () => {
  expect(sent(false)).toEqual({ http: [], tcp: [], udp: ['http', 'tcp', 'udp'] })
})
