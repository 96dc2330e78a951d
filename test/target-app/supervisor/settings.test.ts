import { expect, test } from 'vitest'
import { readSettings } from '../../../target-app/supervisor/settings.ts'

test('sends heartbeats only where there is a watchdog', () => {
  expect(readSettings({}).watchdog).toBe(undefined)
  expect(readSettings({ WATCHDOG: '' }).watchdog).toBe(undefined)
  expect(readSettings({ WATCHDOG: 'watchdog' })).toMatchObject({
    watchdog: 'watchdog',
    ports: { http: 8080, tcp: 7947, udp: 7946 },
    socketPerKind: true,
  })
})

test('keeps its service unless that is switched off', () => {
  expect(readSettings({}).keeps).toBe(true)
  expect(readSettings({ SUPERVISOR: 'off' }).keeps).toBe(false)
})

test('says which number makes no sense', () => {
  expect(() => readSettings({ MEMORY_LIMIT_MB: 'much' })).toThrow('MEMORY_LIMIT_MB')
})
