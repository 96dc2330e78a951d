import { available } from './available.ts'
import { chargedOnce } from './charged-once.ts'
import type { Check } from './check.ts'
import { degrades } from './degrades.ts'
import { failsFast } from './fails-fast.ts'
import { faultWasFelt } from './fault-was-felt.ts'
import { healed } from './healed.ts'
import { loadWasHonest } from './load-was-honest.ts'
import { noCorruptionServed } from './no-corruption-served.ts'
import { noFalseAlarms } from './no-false-alarms.ts'
import { noFatalDoubts } from './no-fatal-doubts.ts'
import { noLostWrites } from './no-lost-writes.ts'
import { noOversell } from './no-oversell.ts'
import { noPhantoms } from './no-phantoms.ts'
import { notices } from './notices.ts'
import { oneHolder } from './one-holder.ts'
import { queueDrained } from './queue-drained.ts'
import { recovers } from './recovers.ts'
import { restored } from './restored.ts'
import { rpo } from './rpo.ts'
import { steadyBaseline } from './steady-baseline.ts'
import { ui } from './ui.ts'
import { warns } from './warns.ts'

/** All checks: those that a scenario asks for, then those that judge every run. */
export const checks = {
  recovers,
  available,
  degrades,
  'fails-fast': failsFast,
  'no-corruption-served': noCorruptionServed,
  'no-lost-writes': noLostWrites,
  'no-phantoms': noPhantoms,
  'charged-once': chargedOnce,
  'no-oversell': noOversell,
  'queue-drained': queueDrained,
  rpo,
  restored,
  'one-holder': oneHolder,
  notices,
  warns,
  'no-false-alarms': noFalseAlarms,
  ui,
  'fault-was-felt': faultWasFelt,
  healed,
  'load-was-honest': loadWasHonest,
  'steady-baseline': steadyBaseline,
  'no-fatal-doubts': noFatalDoubts,
} satisfies Record<string, Check>
