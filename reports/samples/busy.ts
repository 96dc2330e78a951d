import type { ScenarioReport, Timeline } from '../report-data.ts'
import { alwaysKept, plainScenario, report } from './parts.ts'
import { series } from './series.ts'

const from = -10_000
const to = 40_000
const replicas = ['1', '2', '3'] as const

const links = replicas.flatMap((cart) => replicas.map((redis) => `cart-${cart}→redis-${redis}`))

/** Three breakers that try again and again, and what else a failover makes a system say. */
const events: Timeline['events'] = [
  said(66, 'redis-1', 'container-die', 'redis-1: die with exit code 137', false),
  ...replicas.flatMap((replica, index) => [
    ...Array.from({ length: 12 }, (_, flip) =>
      said(
        260 + index * 130 + flip * 340,
        `cart-${replica}`,
        'breaker',
        `breaker around redis is ${flip === 11 ? 'closed' : flip % 2 === 0 ? 'open' : 'half-open'}`,
      ),
    ),
    said(
      490 + index * 77,
      `cart-${replica}`,
      'redis-trouble',
      'cart: Redis is not usable: not connected to a primary',
    ),
    said(
      1100 + index * 400,
      'edge',
      'server-down',
      `edge: cart-${replica} is down (Layer7 wrong status)`,
    ),
    said(2090 + index * 20, `sentinel-${replica}`, 'sdown', 'a sentinel thinks redis-1 is down'),
    said(
      3434 + index * 340,
      `sentinel-${replica}`,
      'switch-master',
      'Redis primary moves from redis-1 to redis-2',
    ),
    said(4080 + index * 150, 'edge', 'server-up', `edge: cart-${replica} is up`, false),
  ]),
  said(20_286, 'redis-1', 'container-start', 'redis-1: start', false),
]

function said(at: number, source: string, name: string, text: string, detects = true) {
  return { at, source, name, text, detects }
}

/** As much in a timeline as there ever is: bars that are long, short and late, and sixty events in five seconds. */
export const busyScenario: ScenarioReport = {
  ...plainScenario,
  id: 'cart/everything-at-once',
  file: 'scenarios/cart/everything-at-once.yaml',
  claim: 'Shoppers have their carts back within 8 s, whatever happens to Redis.',
  verdict: 'FAILED',
  headline:
    'cart.read was not back 16.7 s after healing kill redis-1, when observation ended; at most 8.00 s was promised; lost again after recovery: 1 times; also broken: cart.add, cart.remove.',
  happened:
    'redis-1 killed (process crashed) under 80 requests/s; it was healed after 20.5 s. cart.read failed 605 of 605 requests.',
  judgements: [
    {
      check: 'recovers',
      summary: 'Users have the operation back within a time, and keep it.',
      asked: 'recovers: cart.*, within: 8s',
      status: 'fail',
      message:
        'cart.read was not back 16.7 s after healing kill redis-1, when observation ended; at most 8.00 s was promised',
      evidence: [{ at: 8000, text: 'the promised time is over' }],
      measured: {
        label: 'time to recover, cart.read',
        unit: 'ms',
        reading: { value: 16_700, samples: 1583, resolution: 150, censored: true },
        limit: { relation: 'at-most', value: 8000 },
      },
      line: 13,
    },
    ...alwaysKept,
  ],
  measures: [],
  complaints: [
    {
      service: 'cart',
      text: 'refused: Operation timed out after # ms',
      ...{ before: 0, fault: 412, after: 3, first: 310 },
    },
    {
      service: 'sentinel',
      text: '#:X # Nov # # WARNING Memory overcommit must be enabled!',
      ...{ before: 3, fault: 0, after: 0, first: -9800 },
    },
  ],
  ladders: [
    {
      op: 'guide.recommend',
      tiers: ['full', 'category', 'popular', 'resting', 'none'],
      parts: [
        { part: 'baseline', counts: [200, 0, 0, 0, 0] },
        { part: 'fault', counts: [31, 12, 322, 0, 45] },
        { part: 'after', counts: [388, 0, 2, 0, 0] },
      ],
    },
  ],
  timeline: {
    from,
    to,
    phases: [
      { phase: 'baseline', from, to: -60 },
      { phase: 'fault', from: -60, to: 20_500 },
      { phase: 'observe', from: 20_500, to },
    ],
    faults: [
      {
        fault: 'kill',
        target: ['redis-1'],
        where: 'redis-1',
        effect: 'redis-1 killed (process crashed)',
        requested: -60,
        effective: 0,
        healed: 20_500,
        touched: 135,
      },
      {
        fault: 'latency',
        target: links,
        where: 'cart→redis (9 links)',
        effect: 'answers on cart→redis (9 links) later by 800ms',
        requested: 9900,
        effective: 10_000,
        healed: 12_000,
        touched: 580,
      },
      {
        fault: 'pause',
        target: ['postgres'],
        where: 'postgres',
        effect: 'postgres frozen',
        requested: 36_000,
        effective: 36_100,
        healed: 39_000,
        touched: 7,
      },
    ],
    events,
    operations: ['cart.add', 'cart.read'].map((op, index) =>
      series({
        op,
        rate: 40,
        latencyLimitMs: 500,
        from,
        to,
        p50: 12,
        spells: [{ from: 0, to: 4000, fail: 0.9, unknown: 0.1 }],
        recoveredAt: index === 0 ? 4090 : null,
        recoveryLimit: 8000,
      }),
    ),
  },
  reproduce: 'aftershock run cart/everything-at-once --seed 4711',
  history: 'cart/everything-at-once/history.jsonl',
}

export const busy = report([busyScenario])
