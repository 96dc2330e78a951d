import { expect, test } from 'vitest'
import { newMetrics } from '../../../target-app/service/metrics.ts'

test('whether something is well is looked at when somebody asks', async () => {
  const metrics = newMetrics()
  let isWell = true
  metrics.wellness('shop_thing_well', 'Whether the thing is well', () => isWell)
  expect(await metrics.text()).toContain('\nshop_thing_well 1\n')
  isWell = false
  expect(await metrics.text()).toContain('\nshop_thing_well 0\n')
})
