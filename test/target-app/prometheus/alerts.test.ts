import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const alerts = await readFile('target-app/prometheus/alerts.yml', 'utf8')
const dashboard = await readFile('target-app/prometheus/dashboard.json', 'utf8')
let code = ''
for await (const path of glob('target-app/*/*.ts')) code += await readFile(path, 'utf8')

const Rules = z.object({
  groups: z.tuple([
    z.object({
      rules: z.array(
        z.object({
          alert: z.string().optional(),
          expr: z.string(),
          for: z.string().optional(),
        }),
      ),
    }),
  ]),
})
const Dashboard = z.object({
  panels: z.array(
    z.object({ id: z.int(), gridPos: z.object({ x: z.int(), y: z.int() }).loose() }).loose(),
  ),
})
const [{ rules }] = Rules.parse(parse(alerts)).groups

const metricsIn = (text: string): ReadonlySet<string> =>
  new Set(text.match(/shop_[a-z_]+/g)?.map((name) => name.replace(/_bucket$/, '')))

test.each([
  ['an alert', alerts],
  ['the dashboard', dashboard],
])('every metric of the shop that %s names is one that a service tells', (_, text) => {
  const named = metricsIn(text)
  expect(named.size).toBeGreaterThan(3)
  for (const name of named) expect(code).toContain(`'${name}'`)
})

test('every metric of the shop is looked at by an alert or a panel', () => {
  const told = [...code.matchAll(/'(shop_[a-z_]+)'/g)].map(([, name = '']) => name)
  expect(told.length).toBeGreaterThan(5)
  const seen = metricsIn(alerts + dashboard)
  expect(told.filter((name) => !seen.has(name))).toEqual([])
})

test('operators are told when a service receives nothing from the broker', () => {
  expect(alerts).toContain('expr: shop_queue_receiving == 0')
})

test.each([
  ['errands are not sent for half a minute', 'shop_errands_unsent', '30s'],
  ['errands were given up', 'shop_dead_letters', '5s'],
])('operators are told when %s, and see how many', (_, metric, patience) => {
  const telling = rules.filter(({ expr }) => expr.includes(metric))
  expect(telling.map((rule) => rule.for)).toEqual([patience])
  expect(dashboard).toContain(`"max by (service) (${metric})"`)
})

test('no panel of the dashboard lies on another', () => {
  const { panels } = Dashboard.parse(JSON.parse(dashboard))
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(panels.length)
})
