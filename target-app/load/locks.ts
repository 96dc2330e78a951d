/** What people do with tills, of which each serves one at a time. */
import type { Answer, Call } from 'aftershock'
import http from 'k6/http'
import { judge } from './answers.ts'

/** As many as are enough that a till is free again before the next two want it. */
const tills = 18
/** Long enough to be caught holding the lock, short enough for two in a row. */
const forMs = 500

/** Two who come right after each other want the same till: the second has to wait for the first. */
function use(keeper: string, call: Call): Answer {
  const till = `till-${Math.floor(call.seq / 2) % tills}`
  const answer = http.post(
    `${call.url}/tills/${keeper}/${till}/use`,
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
