/** What people do with tills, of which each serves one at a time. */
import type { Answer, Call } from 'aftershock'
import http from 'k6/http'
import { judge } from './answers.ts'

/** As many as are enough that a till is free again before the next two want it. */
const tills = 30
/** The second comes so many later; no multiple of the carts' number, so that another cart serves it. */
const between = 5
/** Long enough to be caught holding the lock; the second of two comes when the first is not yet done. */
const forMs = 1000

/** Goes through the tills in groups, twice through each: 0 … 4, 0 … 4, 5 … 9, 5 … 9, and so on. */
function tillOf(seq: number): string {
  const group = Math.floor(seq / (2 * between))
  return `till-${(group * between + (seq % between)) % tills}`
}

function use(keeper: string, call: Call): Answer {
  const answer = http.post(
    `${call.url}/tills/${keeper}/${tillOf(call.seq)}/use`,
    JSON.stringify({ token: call.token, forMs }),
    {
      timeout: call.timeout,
      headers: { 'content-type': 'application/json', 'x-request-id': call.requestId },
    },
  )
  return judge(answer, 'write')
}

export const lockOperations = {
  'lock.redis': (call: Call): Answer => use('redis', call),
  'lock.postgres': (call: Call): Answer => use('postgres', call),
  'lock.zookeeper': (call: Call): Answer => use('zookeeper', call),
}
