import type { PlannedLoad } from '../scenario/plan.ts'

/** Everything the driver inside k6 must know. It is plain data: the driver gets it as JSON. */
export interface DriverPlan {
  /** Base address of the entry, without a trailing slash. */
  readonly url: string
  readonly options: K6Options
  /** By k6 scenario name. */
  readonly scenarios: Readonly<Record<string, DrivenOperation>>
}

/** One operation as the driver calls it. */
export interface DrivenOperation {
  readonly op: string
  /** Milliseconds between two intended starts. */
  readonly periodMs: number
  /** The user's patience, as k6 writes it. */
  readonly timeout: string
  /** What tokens begin with; the request's number follows. Only `[a-z0-9.-]`. */
  readonly stem: string
  readonly writes: boolean
}

/** The options k6 runs with. */
export interface K6Options {
  readonly scenarios: Readonly<Record<string, K6Scenario>>
  readonly systemTags: readonly string[]
  readonly dns: { readonly ttl: string }
}
export interface K6Scenario {
  readonly executor: 'constant-arrival-rate'
  readonly exec: 'call'
  readonly rate: 1
  readonly timeUnit: string
  readonly duration: string
  readonly preAllocatedVUs: number
  readonly maxVUs: number
  readonly gracefulStop: string
}

/** What the load needs to know of an operation. */
export interface LoadedOperation {
  readonly timeoutMs: number
  readonly writes?: unknown
}

export interface LoadRequest {
  readonly load: readonly PlannedLoad[]
  /** How long requests are started, in milliseconds. */
  readonly loadMs: number
  readonly operations: Readonly<Record<string, LoadedOperation>>
  readonly url: string
  /** Begins every token of this run. */
  readonly tokenPrefix: string
}

/** How many requests of one operation are intended: at 0, 1, 2 … periods, all before the end. */
export function plannedCount(rate: number, loadMs: number): number {
  // A millionth of a period absorbs binary floating point: 60/s for 1.1 s is 66 requests, not 67.
  return Math.max(1, Math.ceil((rate * loadMs) / 1000 - 1e-6))
}

/** The driver's plan: one k6 scenario per operation, open loop, with room for a full outage. */
export function driverPlan(request: LoadRequest): DriverPlan {
  const scenarios: Record<string, DrivenOperation> = {}
  const k6Scenarios: Record<string, K6Scenario> = {}
  const stems = tokenStems(
    request.tokenPrefix,
    request.load.map(({ op }) => op),
  )
  for (const [index, { op, rate }] of request.load.entries()) {
    const operation = request.operations[op]
    if (operation === undefined) throw new Error(`load for an unknown operation: ${op}`)
    const name = scenarioName(op, index)
    const periodNs = Math.round(1e9 / rate)
    k6Scenarios[name] = k6Scenario(
      periodNs,
      plannedCount(rate, request.loadMs),
      operation.timeoutMs,
    )
    scenarios[name] = {
      op,
      periodMs: periodNs / 1e6,
      timeout: `${operation.timeoutMs}ms`,
      stem: stems[index] ?? '',
      writes: operation.writes !== undefined,
    }
  }
  const options: K6Options = {
    scenarios: k6Scenarios,
    // Our own rows carry what is needed; further tags would make k6 keep one time series per value.
    systemTags: ['scenario'],
    dns: { ttl: '0' },
  }
  return { url: request.url, options, scenarios }
}

const busyMs = 1000

function k6Scenario(periodNs: number, count: number, timeoutMs: number): K6Scenario {
  // Enough when every request runs into its time-out and the machine is busy for a second as well:
  // an idle user costs 0.15 MB, a dropped request the whole run.
  const vus = Math.ceil((timeoutMs * 1.2 + busyMs) * (1e6 / periodNs)) + 1
  return {
    executor: 'constant-arrival-rate',
    exec: 'call',
    // One request per period instead of n per second: the period is exact, and any rate is possible.
    rate: 1,
    timeUnit: `${periodNs}ns`,
    // Half a period short, so that the last request does not race with the end. k6 allows no less
    // than a second.
    duration: `${Math.max(1e9, Math.round((count - 0.5) * periodNs))}ns`,
    preAllocatedVUs: vus,
    // Growing the pool during an outage would cost time exactly when it is measured.
    maxVUs: vus,
    gracefulStop: `${timeoutMs + 1500}ms`,
  }
}

/** k6 allows letters, digits, `_` and `-`; the number keeps `a.b` and `a_b` apart. */
function scenarioName(op: string, index: number): string {
  return `${index + 1}_${op.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`
}

/** Lower-casing could make two operations equal, so when any is changed by it, all of them carry their numbers. */
function tokenStems(prefix: string, ops: readonly string[]): readonly string[] {
  const isChanged = ops.some((op) => plain(op) !== op)
  return ops.map((op, index) => `${plain(prefix)}${isChanged ? `${index + 1}.` : ''}${plain(op)}-`)
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-')
}
