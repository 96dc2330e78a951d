/** Starts the dialogue with its agents. */
import pino from 'pino'
import type { DialogueHealth } from '../contracts/dialogue.ts'
import { listen } from '../service/listen.ts'
import { newMetrics } from '../service/metrics.ts'
import { startAgent } from './agent-process.ts'
import { dialogueApp } from './app.ts'
import { Pool } from './pool.ts'
import { readSettings } from './settings.ts'

const settings = readSettings(process.env)
const log = pino({ level: settings.logLevel, base: { replica: settings.replica } })
let draining = false

const pool = new Pool({
  agents: settings.agents,
  start: startAgent,
  places: settings.places,
  patienceMs: settings.patienceMs,
  stuckMs: settings.isolation ? settings.stuckMs : Infinity,
  endMark: settings.endMark,
  onTakenAway: (agent, because) =>
    log.warn({ event: 'agent-replaced', agent, because }, `agent ${agent} is ${because}`),
})

function health(): DialogueHealth {
  const { busy, waiting } = pool
  const because = draining ? 'draining' : pool.ready ? undefined : 'no agent is ready'
  return {
    replica: settings.replica,
    ready: because === undefined,
    ...(because === undefined ? {} : { because }),
    agents: settings.agents,
    busy,
    waiting,
  }
}

const app = dialogueApp({ pool, health, metrics: newMetrics(), log })

listen({
  app,
  port: settings.port,
  log,
  drainMs: settings.drainMs,
  onDraining: () => {
    draining = true
    pool.drain()
  },
  close: () => pool.close(),
})
