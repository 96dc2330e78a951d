/* Reads one history in a process of its own, which nothing else has filled, and says what that took in bytes. */
import { readHistory } from '../../harness/history/history-file.ts'

/** Started with --expose-gc. */
const collect = globalThis.gc
if (collect === undefined) throw new Error('node --expose-gc is needed')

const [path = ''] = process.argv.slice(2)
collect()
const before = { heap: process.memoryUsage().heapUsed, peak: process.resourceUsage().maxRSS }
const history = await readHistory(path)
const peak = (process.resourceUsage().maxRSS - before.peak) * 1024
collect()
const held = process.memoryUsage().heapUsed - before.heap
// Looking at it afterwards keeps it from being collected.
if (history.requests.length === 0) throw new Error(`${path} holds no request`)
process.stdout.write(JSON.stringify({ held, peak }))
