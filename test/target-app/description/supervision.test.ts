import { expect, test } from 'vitest'
import { supervised, supervisionLinks } from '../../../target-app/description/supervision.ts'

const service = { summary: 'does something', ports: [8080], ready: { log: /ready/ } }
const services = {
  cart: { ...service, image: 'shop', replicas: 2, environment: () => ({ RETRY: 'on' }) },
  watchdog: { ...service, image: 'shop' },
  redis: { ...service, image: 'redis' },
}
const replica = (watchdogs: readonly string[]) => ({
  ...{ name: 'cart-1', service: 'cart', index: 1 },
  replicasOf: (name: string) => (name === 'watchdog' ? watchdogs : []),
})

test('every service of the shop image is told who watches, and keeps what it was told before', () => {
  const { cart } = supervised(services)
  expect(cart?.environment?.(replica(['watchdog']))).toEqual({ RETRY: 'on', WATCHDOG: 'watchdog' })
})

test('where no watchdog is started, nobody sends heartbeats', () => {
  expect(supervised(services)['cart']?.environment?.(replica([]))).toMatchObject({ WATCHDOG: '' })
})

test('neither the watchdog itself nor what has no supervisor is told anything', () => {
  const { watchdog, redis } = supervised(services)
  expect([watchdog, redis]).toEqual([services.watchdog, services.redis])
})

test('three kinds of heartbeats go one way, orders the other', () => {
  expect(supervisionLinks(services)).toEqual([
    { from: 'cart', to: 'watchdog', port: 8080 },
    { from: 'cart', to: 'watchdog', port: 7947 },
    { from: 'cart', to: 'watchdog', port: 7946, protocol: 'udp' },
    { from: 'watchdog', to: 'cart', port: 9000 },
  ])
})
