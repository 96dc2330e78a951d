/** Every query of the dashboard and every alert, asked of the real Prometheus that watches a real shop. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { prepareMachine } from '../../harness/cli/machine.ts'
import { loadTarget, packageFolder } from '../../harness/cli/places.ts'
import type { Environment } from '../../harness/runtime/environment.ts'
import { startEnvironment } from '../../harness/runtime/start-environment.ts'
import type { Target, TargetContext } from '../../harness/target/target.ts'
import { seededCartId } from '../../target-app/load/seeded-carts.ts'
import { testRun } from '../support/tiny.ts'
import { until } from '../support/wait.ts'

const never = new AbortController().signal
/** Five seconds of silence, and some rounds of asking. */
const patience = { timeout: 20_000, interval: 200 }
const Dashboard = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) }),
  ),
})
const Answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z
    .object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) })
    .optional(),
})
const Rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        rules: z.array(
          // What is only recorded has no state.
          z.object({ name: z.string(), health: z.string(), state: z.string().optional() }),
        ),
      }),
    ),
  }),
})

let target: Target
let environment: Environment
let context: TargetContext

/** What Prometheus answers to a query now. */
async function query(expr: string): Promise<z.infer<typeof Answer>> {
  const path = `/monitor/api/v1/query?query=${encodeURIComponent(expr)}`
  return Answer.parse(await (await context.fetch(path)).json())
}

/** One label of all that a query finds, in order. */
const labelled = async (expr: string, label: string): Promise<string[]> =>
  ((await query(expr)).data?.result ?? []).map(({ metric }) => metric[label] ?? '').toSorted()

/** What this alert is about, while it fires. */
const firing = (alert: string, label: string): Promise<string[]> =>
  labelled(`ALERTS{alertname="${alert}",alertstate="firing"}`, label)

const kill = (names: readonly string[]) =>
  Promise.all(names.map(async (name) => environment.replicas.get(name)?.kill(never)))

async function startAgain(names: readonly string[]): Promise<void> {
  await Promise.all(names.map(async (name) => environment.replicas.get(name)?.start(never)))
  // A returned primary follows a new one only after some ten seconds.
  await vi.waitFor(async () => expect(await alerts('firing')).toEqual([]), { timeout: 60_000 })
}

/** The names of alerts in this state. */
async function alerts(state: string): Promise<string[]> {
  const { data } = Rules.parse(await (await context.fetch('/monitor/api/v1/rules')).json())
  return data.groups
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => (rule.state === state ? [rule.name] : []))
}

beforeAll(async () => {
  const loaded = await loadTarget(`${packageFolder}target-app/target.ts`)
  const { images } = await prepareMachine(loaded, { browser: false, load: false }, never)
  target = loaded.target
  const run = testRun('monitor')
  environment = await startEnvironment({
    ...{ run, prefix: `${run}-e1`, target, changes: [], images, signal: never },
    services: ['cart', 'promo', 'rabbitmq', 'watchdog', 'zookeeper', 'prometheus'],
  })
  context = environment.context(never)
})
afterAll(() => environment[Symbol.asyncDispose]())

test('every query of the dashboard is understood and has something to show', async () => {
  const file = `${packageFolder}target-app/prometheus/dashboard.json`
  const { panels } = Dashboard.parse(JSON.parse(await readFile(file, 'utf8')))
  const queries = panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({ title, expr })),
  )
  expect(queries.length).toBeGreaterThan(10)
  // Rates need two samples, and somebody who asks.
  const silent = new Set(queries)
  await until(
    'every panel shows something',
    async () => {
      await context.fetch(`/carts/${seededCartId(1)}`)
      for (const each of silent) {
        const { status, error, data } = await query(each.expr)
        expect(status, `${each.title}: ${error ?? ''}`).toBe('success')
        if (data !== undefined && data.result.length > 0) silent.delete(each)
      }
      return silent.size === 0
    },
    30_000,
  ).catch((error: unknown) => {
    throw new Error([...silent].map(({ title }) => title).join(', '), { cause: error })
  })
})

test('every alert can be evaluated, and none fires while all is well', async () => {
  const { data } = Rules.parse(await (await context.fetch('/monitor/api/v1/rules')).json())
  const rules = data.groups.flatMap((group) => group.rules)
  expect(rules.length).toBeGreaterThan(5)
  expect(rules.filter(({ health }) => health !== 'ok')).toEqual([])
  expect(await alerts('firing')).toEqual([])
})

test('Prometheus finds every replica of every service', async () => {
  const seesEveryone = target.conditions['monitor-sees-everyone']
  await until('all are found', async () => (await seesEveryone?.holds(context)) === true, 10_000)
  const others = [...environment.replicas.keys()].filter((name) => name !== 'prometheus')
  const found = (): Promise<string[]> => labelled('replica:up:min == 1', 'replica')
  // The rules are evaluated every two seconds.
  await vi.waitFor(async () => expect(await found()).toEqual(others.toSorted()), patience)
})

test('operators are told who is gone, and what that means', async () => {
  // One that tells of itself, and one of each kind that others tell of.
  const gone = ['cart-2', 'postgres-2', 'rabbitmq', 'redis-3', 'sentinel-3', 'zookeeper']
  await kill(gone)
  await vi.waitFor(async () => {
    expect(await firing('ReplicaGone', 'replica')).toEqual(gone)
    expect(await firing('ServiceGone', 'service')).toEqual(['rabbitmq', 'zookeeper'])
    expect(await firing('OrdersNotCopied', 'severity')).toEqual(['critical'])
  }, patience)
  expect(await firing('CartsNotCopied', 'severity')).toEqual([])
  await startAgain(gone)
})

test('operators are told that nobody takes writes', async () => {
  // Two of three sentinels are what it takes to promote somebody.
  const gone = ['postgres-1', 'redis-1', 'sentinel-1', 'sentinel-2']
  await kill(gone)
  await vi.waitFor(async () => {
    expect(await firing('CartsHaveNoPrimary', 'severity')).toEqual(['critical'])
    expect(await firing('OrdersHaveNoPrimary', 'severity')).toEqual(['critical'])
  }, patience)
  expect(await firing('CartsNotCopied', 'severity')).toEqual([])
  expect(await firing('OrdersNotCopied', 'severity')).toEqual([])
  await startAgain(gone)
})

test('operators are told that the primary of the carts is alone', async () => {
  const primaries = () => labelled('redis_instance_info{role="master"}', 'replica')
  await vi.waitFor(async () => expect(await primaries()).toHaveLength(1), { timeout: 30_000 })
  const [primary] = await primaries()
  const gone = ['redis-1', 'redis-2', 'redis-3'].filter((name) => name !== primary)
  await kill(gone)
  await vi.waitFor(
    async () => expect(await firing('CartsNotCopied', 'severity')).toEqual(['critical']),
    patience,
  )
  await startAgain(gone)
})

test('an exporter that died is started again', async () => {
  const inside = async (command: string): Promise<string> =>
    (await context.exec('prometheus', ['sh', '-c', command])).stdout.trim()
  const find = "grep -l '^prometheus-redi' /proc/[0-9]*/comm | cut -d / -f 3"
  const before = await inside(find)
  await inside(`kill -9 ${before}`)
  await vi.waitFor(async () => expect(await inside(find)).toMatch(/^\d+$/), patience)
  expect(await inside(find)).not.toBe(before)
})
