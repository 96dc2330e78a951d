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
const log = pino({ level: settings.LOG_LEVEL, base: { replica: settings.REPLICA } })
let draining = false

const pool = new Pool({
  agents: settings.AGENTS,
  start: startAgent,
  places: settings.WAITING_PLACES,
  patienceMs: settings.PATIENCE_MS,
  stuckMs: settings.AGENT_ISOLATION ? settings.STUCK_MS : Infinity,
  endMark: settings.END_MARK,
  onTakenAway: (agent, because) =>
    log.warn({ event: 'agent-replaced', agent, because }, `agent ${agent} is ${because}`),
})

function health(): DialogueHealth {
  const { busy, waiting } = pool
  const because = draining ? 'draining' : pool.ready ? undefined : 'no agent is ready'
  return {
    replica: settings.REPLICA,
    ready: because === undefined,
    ...(because === undefined ? {} : { because }),
    agents: settings.AGENTS,
    busy,
    waiting,
  }
}

const app = dialogueApp({ pool, health, metrics: newMetrics(), log })

listen({
  app,
  port: settings.PORT,
  log,
  drainMs: settings.DRAIN_MS,
  onDraining: () => {
    draining = true
    pool.drain()
  },
  close: () => pool.close(),
})
