import { expect, test } from 'vitest'
import type { HeartbeatKind } from '../../../target-app/contracts/heartbeat.ts'
import { Watch, type WatchOptions } from '../../../target-app/watchdog/watch.ts'

const automatic: WatchOptions = {
  ...{ threshold: 8, everyMs: 500, restarts: true, rejuvenates: true, followsTrend: true },
}
const every: readonly HeartbeatKind[] = ['http', 'tcp', 'udp']

function trial(options: Partial<WatchOptions> = {}) {
  const logged: string[] = []
  const orders: string[] = []
  const watch = new Watch(
    {
      log: (event, { watched, kind, for: sibling }) =>
        void logged.push(
          [event, watched, kind, sibling]
            .flatMap((word) => (typeof word === 'string' ? [word] : []))
            .join(' '),
        ),
      restart: (replica, how) => void orders.push(`${replica} ${how}`),
    },
    { ...automatic, ...options },
  )
  let clock = 0
  /** How often each replica was started again. */
  const lives = new Map<string, number>()
  const restarted = (replica: string): void =>
    void lives.set(replica, (lives.get(replica) ?? 0) + 1)
  /** Lets time pass in steps of 100 ms; each of these replicas sends these kinds twice a second. */
  const pass = (
    ms: number,
    beating: readonly string[],
    kinds = every,
    memory: (replica: string) => number = () => 100,
  ): void => {
    for (const end = clock + ms; clock < end; clock += 100) {
      if (clock % 500 === 0)
        for (const replica of beating)
          for (const kind of kinds)
            watch.beat(
              {
                kind,
                replica,
                service: 'cart',
                release: '1',
                pid: 7 + (lives.get(replica) ?? 0),
                memory: memory(replica),
                memoryLimit: 400,
                answerMs: 1,
              },
              clock,
            )
      watch.look(clock)
    }
  }
  /** The watchdog itself is frozen: it neither hears nor looks. */
  const freeze = (ms: number): void => void (clock += ms)
  return { watch, logged, orders, pass, restarted, freeze }
}

test('nobody is suspected who is heard', () => {
  const { logged, orders, pass } = trial()
  pass(30_000, ['cart-1', 'cart-2'])
  expect([logged, orders]).toEqual([[], []])
})

test('who falls silent is suspected and started again; who is heard again is trusted', () => {
  const { watch, logged, orders, pass } = trial()
  pass(10_000, ['cart-1', 'cart-2'])
  pass(2000, ['cart-2'])
  expect(watch.replicas).toEqual({
    'cart-1': { service: 'cart', release: '1', state: 'suspected' },
    'cart-2': { service: 'cart', release: '1', state: 'trusted' },
  })
  expect(orders).toEqual(['cart-1 now'])
  expect(logged.filter((line) => !line.startsWith('quiet'))).toEqual([
    'suspects cart-1',
    'asks-restart cart-1',
  ])
  pass(2000, ['cart-1', 'cart-2'])
  expect(logged).toContain('trusts cart-1')
  expect(watch.replicas['cart-1']?.state).toBe('trusted')
})

test('one lost kind of heartbeat is told, and nobody is suspected for it', () => {
  const { logged, orders, pass } = trial()
  pass(10_000, ['cart-1'])
  pass(10_000, ['cart-1'], ['http', 'tcp'])
  expect(logged).toEqual(['quiet cart-1 udp'])
  expect(orders).toEqual([])
  pass(1000, ['cart-1'])
  expect(logged).toEqual(['quiet cart-1 udp', 'heard cart-1 udp'])
})

test('a restart is ordered again after some seconds, not ten times a second', () => {
  const { orders, pass } = trial()
  pass(5000, ['cart-1'])
  pass(14_000, [])
  expect(orders).toEqual(['cart-1 now', 'cart-1 now', 'cart-1 now'])
})

// Node runs its timers before it reads what lies in the sockets; or it happens to read first.
test.each([
  ['looks', 5100],
  ['listens', 5000],
])('after a pause of its own it suspects nobody, when it %s first', (_, ms) => {
  const { logged, orders, pass, freeze } = trial()
  pass(10_000, ['cart-1', 'cart-2'])
  freeze(ms)
  pass(10_000, ['cart-1', 'cart-2'])
  expect([logged, orders]).toEqual([['paused'], []])
})

test('who died during that pause is started again soon after it', () => {
  const { orders, pass, freeze } = trial()
  pass(10_000, ['cart-1', 'cart-2'])
  freeze(5100)
  pass(1500, ['cart-2'])
  expect(orders).toEqual(['cart-1 now'])
})

test('who was suspected before that pause stays so', () => {
  const { logged, pass, freeze } = trial()
  pass(10_000, ['cart-1', 'cart-2'])
  pass(2000, ['cart-2'])
  freeze(5100)
  pass(2000, ['cart-2'])
  expect(logged).not.toContain('trusts cart-1')
})

test('the pause is not learned: the next death is noticed as soon as without it', () => {
  const noticedAfter = (pauses: number): number => {
    const { orders, pass, freeze } = trial()
    pass(10_000, ['cart-1'])
    for (let pause = 0; pause < pauses; pause += 1) {
      freeze(3000)
      pass(2000, ['cart-1'])
    }
    let waited = 0
    for (; orders.length === 0; waited += 100) pass(100, [])
    return waited
  }
  expect(noticedAfter(10)).toBe(noticedAfter(0))
})

test('left to operators, it only says what it thinks', () => {
  const { logged, orders, pass } = trial({ restarts: false })
  pass(5000, ['cart-1'])
  pass(5000, [])
  expect(logged).toContain('suspects cart-1')
  expect(orders).toEqual([])
})

test('a leak is predicted once, and ends with a restart in good order', () => {
  const { logged, orders, pass } = trial()
  let memory = 100
  pass(10_000, ['cart-1'])
  // 15 MiB per heartbeat: it is at the limit ten seconds later.
  pass(8000, ['cart-1'], ['http'], () => (memory += 15))
  expect(logged.filter((line) => !line.startsWith('quiet'))).toEqual([
    'predicts cart-1',
    'asks-restart cart-1',
  ])
  expect(orders).toEqual(['cart-1 drain'])
})

const carts = ['cart-1', 'cart-2', 'cart-3']

/** Three carts of a release that leaks 10 MiB with every heartbeat, up to when it is foreseen in all of them. */
function leakingEverywhere() {
  const it = trial()
  const memories = new Map(carts.map((cart) => [cart, 100]))
  const leaks = (cart: string): number => {
    const memory = (memories.get(cart) ?? 100) + 10
    memories.set(cart, memory)
    return memory
  }
  const pass = (ms: number, beating: readonly string[]): void =>
    it.pass(ms, beating, ['http'], leaks)
  const restarted = (cart: string): void => {
    memories.set(cart, 100)
    it.restarted(cart)
  }
  pass(6000, carts)
  return { ...it, pass, restarted }
}

test('a release that leaks everywhere is restarted one replica after the other', () => {
  const { orders, logged, pass, restarted } = leakingEverywhere()
  expect(orders).toEqual(['cart-1 drain'])
  expect(logged.filter((line) => line.startsWith('waits'))).toEqual([
    'waits cart-2 cart-1',
    'waits cart-3 cart-1',
  ])
  pass(1000, ['cart-2', 'cart-3'])
  expect(orders).toEqual(['cart-1 drain'])
  restarted('cart-1')
  pass(1000, carts)
  expect(orders).toEqual(['cart-1 drain', 'cart-2 drain'])
  expect(logged).toContain('waits cart-3 cart-2')
})

test('nobody leaves while another one is not heard', () => {
  const { orders, pass } = trial()
  let memory = 100
  pass(5000, carts, ['http'])
  pass(6000, ['cart-2'], ['http'], () => (memory += 15))
  expect(orders.filter((order) => order.endsWith('drain'))).toEqual([])
  pass(1000, carts, ['http'], (replica) => (replica === 'cart-2' ? (memory += 15) : 100))
  expect(orders.at(-1)).toBe('cart-2 drain')
})

test('whose memory is all but full does not wait', () => {
  const { orders, pass } = trial()
  let memory = 100
  pass(5000, ['cart-1', 'cart-2'], ['http'])
  pass(9500, ['cart-2'], ['http'], () => (memory += 15))
  // 95 % of 400 MiB are 380.
  expect([memory, orders.at(-1)]).toEqual([385, 'cart-2 drain'])
})

test('another service is no reason to wait', () => {
  const { watch, orders, pass } = trial()
  pass(5000, ['cart-1'])
  let memory = 100
  const beat = { kind: 'http', service: 'promo', release: '1', pid: 7, answerMs: 1 } as const
  for (let clock = 5000; clock < 10_000; clock += 500) {
    watch.look(clock)
    watch.beat({ ...beat, replica: 'promo', memory: (memory += 15), memoryLimit: 400 }, clock)
  }
  expect(orders).toEqual(['cart-1 now', 'promo drain'])
})

test('without rejuvenation the leak is only predicted', () => {
  const { logged, orders, pass } = trial({ rejuvenates: false })
  let memory = 100
  pass(8000, ['cart-1'], ['http'], () => (memory += 15))
  expect(logged).toEqual(['predicts cart-1'])
  expect(orders).toEqual([])
})

test('with the weakness planted, the alarm comes when hardly anything is left', () => {
  const { logged, pass } = trial({ rejuvenates: false, followsTrend: false })
  let memory = 100
  pass(9000, ['cart-1'], ['http'], () => (memory += 15))
  expect(logged).toEqual([])
  pass(1000, ['cart-1'], ['http'], () => (memory += 15))
  expect(logged).toEqual(['predicts cart-1'])
})
