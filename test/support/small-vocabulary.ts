import { z } from 'zod'
import type { Check } from '../../harness/checks/check.ts'
import type { Fault } from '../../harness/faults/fault.ts'
import type { Vocabulary } from '../../harness/scenario/vocabulary.ts'
import type { Target } from '../../harness/target/target.ts'
import { count, duration, share } from '../../harness/units.ts'

/*
 * Faults, checks and a target of which nothing runs: enough to try every rule of the scenario
 * language without depending on the real families.
 */

const inject = () => Promise.reject(new Error('a small fault is never injected'))
const judge = () => ({ status: 'unknown', because: 'a small check never judges' }) as const

function fault(member: Omit<Fault, 'summary' | 'inject'>): Fault {
  return { ...member, summary: `The small fault ${member.name}.`, inject }
}

function check(member: Omit<Check, 'summary' | 'judge' | 'when'> & { when?: 'always' }): Check {
  return { when: 'asked', ...member, summary: `The small check ${member.name}.`, judge }
}

const operations = z.string({ error: 'name an operation, or a pattern such as cart.*' })

const faults = {
  idle: fault({ name: 'idle', hurts: 'nothing', options: z.strictObject({}) }),
  crash: fault({
    name: 'crash',
    hurts: 'replicas',
    healWord: 'restart',
    stopsProcess: true,
    options: z.strictObject({ as: z.enum(['process', 'host']).prefault('process') }),
  }),
  freeze: fault({
    name: 'freeze',
    hurts: 'replicas',
    stopsProcess: true,
    options: z.strictObject({}),
  }),
  split: fault({
    name: 'split',
    hurts: 'replicas',
    options: z.strictObject({ except: z.array(z.string()).default([]) }),
  }),
  order: fault({
    name: 'order',
    hurts: 'action',
    options: z.strictObject({ action: z.string() }),
  }),
  slow: fault({ name: 'slow', hurts: 'links', options: z.strictObject({ delay: duration }) }),
}

const checks = {
  returns: check({
    name: 'returns',
    subject: 'operations',
    options: z.strictObject({ returns: operations, within: duration }),
  }),
  serves: check({
    name: 'serves',
    subject: 'operations',
    options: z.strictObject({
      serves: operations,
      'at-least': share.optional(),
      during: z.enum(['fault', 'observe']).default('fault'),
    }),
  }),
  'keeps-all': check({
    name: 'keeps-all',
    subject: 'none',
    names: { ledger: 'ledger' },
    options: z.strictObject({
      'keeps-all': z.literal(true),
      ledger: z.string().optional(),
      'at-most': count.optional(),
    }),
  }),
  plays: check({
    name: 'plays',
    subject: 'journey',
    options: z.strictObject({ plays: z.string() }),
  }),
  honest: check({
    name: 'honest',
    subject: 'none',
    when: 'always',
    options: z.strictObject({ honest: z.literal(true) }),
  }),
}

const nothing = () => Promise.resolve()
const change = (service: string) => ({ environment: { [service]: { SWITCH: 'on' } } })
const service = { image: 'small', ready: { log: /ready/ } }

const target: Target = {
  name: 'small',
  summary: 'A shop with two web servers and two databases.',
  images: { small: { context: '.', base: 'base' } },
  services: {
    web: { ...service, summary: 'serves pages', replicas: 2, ports: [80] },
    db: { ...service, summary: 'keeps data', replicas: 2, ports: [5432, 8008] },
    mail: { ...service, summary: 'sends letters', ports: [25] },
  },
  links: [
    { from: 'web', to: 'db', port: 5432 },
    { from: 'web', to: 'db', port: 8008 },
    { from: 'web', to: 'mail', port: 25 },
  ],
  entry: { service: 'web', port: 80 },
  roles: { 'db:primary': { summary: 'takes the writes', resolve: () => Promise.resolve('db-1') } },
  operations: {
    'cart.add': {
      summary: 'put something in the cart',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      writes: { ledger: 'carts', effect: 'add' },
    },
    'cart.read': { summary: 'look at the cart', latencyLimitMs: 500, timeoutMs: 3000 },
    pay: {
      summary: 'pay',
      needs: ['mail'],
      latencyLimitMs: 900,
      timeoutMs: 5000,
      writes: { ledger: 'payments', effect: 'add' },
    },
  },
  loadScript: 'load.ts',
  journeys: { shop: { summary: 'buy one thing', steps: [{ name: 'open', run: nothing }] } },
  mechanisms: {
    retries: { summary: 'asks again when a request fails', off: change('web') },
    spare: { summary: 'a second web server', off: { replicas: { web: 1 } } },
  },
  weaknesses: {
    forgetful: {
      summary: 'acknowledges before it writes',
      plant: change('db'),
      caughtBy: [{ scenario: 'valid', check: 'keeps-all' }],
    },
  },
  logEvents: { promoted: { summary: 'a new primary', service: 'db', pattern: /promoted/ } },
  conditions: {},
  reset: nothing,
  ledgers: {
    carts: {
      summary: 'all carts',
      needs: ['db'],
      read: () => Promise.resolve({ tokens: {} }),
    },
  },
  actions: {
    'send-all': {
      summary: 'sends all letters that wait',
      needs: ['mail'],
      run: () => Promise.resolve('two letters were sent'),
    },
    'swap-roles': {
      summary: 'makes the other database the primary',
      needs: ['db'],
      run: () => Promise.resolve('db-2 is the primary'),
      undo: () => Promise.resolve('db-1 is the primary'),
    },
  },
}

export const smallVocabulary = { faults, checks, target } satisfies Vocabulary
