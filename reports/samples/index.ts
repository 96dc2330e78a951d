import { busy } from './busy.ts'
import { failing } from './failing.ts'
import { inconclusive } from './inconclusive.ts'
import { interrupted } from './interrupted.ts'
import { passing } from './passing.ts'
import { repeated } from './repeated.ts'

/** Reports of every kind, for tests, documentation and design work. */
export const samples = { passing, failing, inconclusive, interrupted, repeated, busy }
