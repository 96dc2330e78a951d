import { Agent, get } from 'node:http'

/*
 * Runs in the wire's namespace and imports nothing of the project: a crowd that asks for one address at a steady
 * rate, whatever comes back. It writes when its first request began and how far it is, and ends by a signal.
 */
const url = new URL(process.env['CROWD_URL'] ?? '')
const perSecond = Number(process.env['CROWD_RATE'])
/** People in a crowd do not wait longer than this, milliseconds. */
const patienceMs = 3000
/** More requests than this are never under way; what would be more is left out, and the crowd says so. */
const mostAtOnce = 1000
const tickMs = 10
const tellEveryMs = 100

const agent = new Agent({ keepAlive: true, maxSockets: mostAtOnce })
const began = performance.now()
const count = { asked: 0, answered: 0, failed: 0, leftOut: 0 }

setInterval(() => {
  const due = ((performance.now() - began) / 1000) * perSecond
  while (count.asked + count.leftOut < due) ask()
}, tickMs)
setInterval(() => console.log(JSON.stringify(count)), tellEveryMs)
console.log(JSON.stringify({ since: performance.timeOrigin + began }))

function ask(): void {
  if (count.asked - count.answered - count.failed >= mostAtOnce) {
    count.leftOut++
    return
  }
  count.asked++
  let isAnswered = false
  const request = get(url, { agent, timeout: patienceMs }, (answer) => {
    isAnswered = true
    count.answered++
    answer.resume()
    answer.on('error', () => {})
  })
  request.on('timeout', () => request.destroy(new Error('out of patience')))
  request.on('error', () => {
    if (!isAnswered) count.failed++
  })
}
