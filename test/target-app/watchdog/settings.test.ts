import { expect, test } from 'vitest'
import { readSettings } from '../../../target-app/watchdog/settings.ts'

const switches = [
  ['RESTARTS', 'restarts'],
  ['REJUVENATION', 'rejuvenates'],
  ['ASKS_SUPERVISOR', 'asksSupervisor'],
  ['FOLLOWS_TREND', 'followsTrend'],
] as const

test.each(switches)('%s switches off %s, and nothing else', (name, switched) => {
  const settings = readSettings({ [name]: 'off' })
  expect(switches.filter(([, other]) => !settings[other])).toEqual([[name, switched]])
})

test('heartbeats come in where the supervisors send them', () => {
  expect(readSettings({ REPLICA: 'watchdog' })).toMatchObject({
    replica: 'watchdog',
    port: 8080,
    ports: { tcp: 7947, udp: 7946 },
    supervisorPort: 9000,
    threshold: 8,
  })
  expect(readSettings({ TCP_PORT: '1', UDP_PORT: '2' }).ports).toEqual({ tcp: 1, udp: 2 })
})
