import { available } from './available.ts'
import { chargedOnce } from './charged-once.ts'
import type { Check } from './check.ts'
import { faultWasFelt } from './fault-was-felt.ts'
import { healed } from './healed.ts'
import { loadWasHonest } from './load-was-honest.ts'
import { noFatalDoubts } from './no-fatal-doubts.ts'
import { noLostWrites } from './no-lost-writes.ts'
import { noOversell } from './no-oversell.ts'
import { recovers } from './recovers.ts'
import { steadyBaseline } from './steady-baseline.ts'
import { ui } from './ui.ts'

/** All checks: those that a scenario asks for, then those that judge every run. */
export const checks = {
  recovers,
  available,
  'no-lost-writes': noLostWrites,
  'charged-once': chargedOnce,
  'no-oversell': noOversell,
  ui,
  'fault-was-felt': faultWasFelt,
  healed,
  'load-was-honest': loadWasHonest,
  'steady-baseline': steadyBaseline,
  'no-fatal-doubts': noFatalDoubts,
} satisfies Record<string, Check>
