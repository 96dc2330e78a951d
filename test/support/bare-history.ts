import type { RunHistory } from '../../harness/history/history.ts'
import { headerOf, type BuiltRun } from './build-history.ts'

/** A run in which something was planned and nothing happened. */
export function bareHistory(run: BuiltRun = { operations: { 'cart.add': {} } }): RunHistory {
  return {
    header: headerOf(run),
    requests: [],
    phases: [],
    faults: [],
    events: [],
    complaints: [],
    browser: [],
    reads: [],
    load: [],
    doubts: [],
  }
}

/** Freezes a value and all it holds: whoever changes it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part)
    Object.freeze(value)
  }
  return value
}
