/** Lines in the logs that tell what the shop noticed and did. */
import type { Target } from 'aftershock'

export const logEvents = {
  sdown: {
    summary: 'One sentinel thinks that a Redis primary is down.',
    service: 'sentinel',
    pattern: /\+sdown master shop (\S+)/,
    describe: ([, redis]) => `a sentinel thinks ${redis} is down`,
    detects: true,
  },
  odown: {
    summary: 'Enough sentinels agree that the Redis primary is down.',
    service: 'sentinel',
    pattern: /\+odown master shop (\S+)/,
    describe: ([, redis]) => `the sentinels agree that ${redis} is down`,
    detects: true,
  },
  'switch-master': {
    summary: 'A sentinel announces the new Redis primary.',
    service: 'sentinel',
    pattern: /\+switch-master shop (\S+) \d+ (\S+) \d+/,
    describe: ([, from, to]) => `Redis primary moves from ${from} to ${to}`,
    detects: true,
  },
  'server-down': {
    summary: 'The edge sends nobody to this cart replica any more.',
    service: 'edge',
    pattern: /^Server carts\/(\S+) is DOWN(?:.*reason: ([^,]+))?/m,
    describe: ([, cart, reason]) => `edge: ${cart} is down (${reason ?? 'no reason given'})`,
    detects: true,
  },
  'server-up': {
    summary: 'The edge sends shoppers to this cart replica again.',
    service: 'edge',
    pattern: /^Server carts\/(\S+) is UP, reason/m,
    describe: ([, cart]) => `edge: ${cart} is up`,
  },
  breaker: {
    summary: 'A circuit breaker of a cart replica changed its state.',
    service: 'cart',
    pattern: /"event":"breaker","name":"([\w-]+)","state":"([\w-]+)"/,
    describe: ([, name, state]) => `breaker around ${name} is ${state}`,
    detects: true,
  },
  'redis-trouble': {
    summary: 'A cart replica found that its Redis does not take writes.',
    service: 'cart',
    pattern: /"event":"redis-trouble","because":"([^"]*)"/,
    describe: ([, because]) => `cart: Redis is not usable: ${because}`,
    detects: true,
  },
  'redis-primary': {
    summary: 'A cart replica talks to another Redis primary now.',
    service: 'cart',
    pattern: /"event":"redis-primary",(?:"from":"([^"]+)",)?"to":"([^"]+)"/,
    describe: ([, , to]) => `cart: Redis primary is ${to}`,
    detects: true,
  },
  'carts-rebuilt': {
    summary: 'Redis had lost the carts, and they were made anew from the journal.',
    service: 'cart',
    pattern: /"event":"carts-rebuilt","carts":(\d+),"ms":(\d+)/,
    describe: ([, carts, ms]) => `${carts} carts made anew from the journal in ${ms} ms`,
    detects: true,
  },
  'cart-rolled-back': {
    summary: 'An operator gave a cart back what it had at an earlier version.',
    service: 'cart',
    pattern: /"event":"cart-rolled-back","cart":"([^"]+)","version":(\d+)/,
    describe: ([, cart, version]) => `${cart} has again what it had in version ${version}`,
  },
  'cart-damaged': {
    summary: 'A cart did not fit its checksum, and was made anew from the journal.',
    service: 'cart',
    pattern: /"event":"cart-damaged","cart":"([^"]+)"/,
    describe: ([, cart]) => `the cart ${cart} was damaged`,
    detects: true,
  },
} as const satisfies NonNullable<Target['logEvents']>
