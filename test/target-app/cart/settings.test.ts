import { expect, test } from 'vitest'
import { readSettings } from '../../../target-app/cart/settings.ts'

test('everything is on unless it is switched off', () => {
  const settings = readSettings({
    SENTINELS: 'sentinel-1 sentinel-2',
    RETRY: 'off',
    BULKHEAD: 'off',
  })
  expect(settings.sentinels).toEqual(['sentinel-1', 'sentinel-2'])
  expect(settings).toMatchObject({
    retry: false,
    bulkhead: false,
    circuitBreaker: true,
    honestHealth: true,
  })
})

test('all problems are told at once', () => {
  for (const name of ['SENTINELS', 'RETRY', 'TIMEOUT']) {
    expect(() => readSettings({ RETRY: 'no', TIMEOUT: 'maybe' })).toThrow(name)
  }
})
