import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const alerts = await readFile('target-app/prometheus/alerts.yml', 'utf8')

test('every metric of the shop that an alert names is one that a service tells', async () => {
  let code = ''
  for await (const path of glob('target-app/*/*.ts')) code += await readFile(path, 'utf8')
  const named = new Set(alerts.match(/shop_[a-z_]+/g)?.map((name) => name.replace(/_bucket$/, '')))
  expect(named.size).toBeGreaterThan(3)
  for (const name of named) expect(code).toContain(`'${name}'`)
})

test('operators are told when a service receives nothing from the broker', () => {
  expect(alerts).toContain('expr: shop_queue_receiving == 0')
})
