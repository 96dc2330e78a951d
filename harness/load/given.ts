import type { Answer, Call } from './call.ts'
import type { DriverPlan } from './options.ts'

/*
 * What the driver is given. In the load container the harness puts a file with the real plan and
 * the target's load script in the place of this one, which only lets the driver be type-checked.
 */

export const plan: DriverPlan = {
  url: '',
  options: { scenarios: {}, systemTags: [], dns: { ttl: '0' } },
  scenarios: {},
}

export const operations: Readonly<Record<string, (call: Call) => Answer>> = {}
