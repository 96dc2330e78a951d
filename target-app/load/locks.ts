/** What people do with tills, of which each serves one at a time. */
import type { Answer, Call } from 'aftershock'
import http from 'k6/http'
import { judge } from './answers.ts'

/** As many as are enough that a till is free again before the next two want it. */
const tills = 18
/** So many others come between the two who want the same till. */
const between = 6
/** Long enough to be caught holding the lock; the second of two comes when the first is not yet done. */
const forMs = 700

/** Goes through the tills in groups, twice through each: 0 … 5, 0 … 5, 6 … 11, 6 … 11, and so on. */
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
