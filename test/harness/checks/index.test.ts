import { describe, expect, test } from 'vitest'
import type { Check } from '../../../harness/checks/check.ts'
import { checks } from '../../../harness/checks/index.ts'
import type { RunHistory } from '../../../harness/history/history.ts'
import type { RequestRecord } from '../../../harness/history/record.ts'
import { tokenPrefixOf } from '../../../harness/history/token-prefix.ts'
import { bareHistory, deepFreeze } from '../../support/bare-history.ts'
import { buildHistory, headerOf } from '../../support/build-history.ts'

/** What each check is asked for here, as a scenario writes it. A check without an entry takes no options. */
const asked: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  recovers: { recovers: '*', within: '3s' },
  available: { available: '*', 'at-least': '99%' },
  degrades: { degrades: '*', 'at-most-failed': '1%' },
  'fails-fast': { 'fails-fast': '*', waiting: '1s' },
  'queue-drained': { 'queue-drained': 'orders' },
  rpo: { rpo: 'orders', 'at-most': '1s' },
  restored: { restored: 'orders' },
  'one-holder': { 'one-holder': 'orders' },
  notices: { notices: 'suspects', within: '2s' },
  warns: { warns: 'predicts', before: 'out-of-memory', 'at-least': '5s' },
  'no-false-alarms': { 'no-false-alarms': 'out-of-memory', heard: 'suspects' },
  ui: { ui: 'buy' },
}

const operations = {
  'order.place': {
    writes: { ledger: 'orders', effect: 'add' },
    tiers: ['cached'],
    outages: [{ from: 0, to: 8000 }],
  },
} as const
const header = headerOf({ operations })
const read = { kind: 'read', at: 90_000, ledger: 'orders', round: 1, settled: true } as const
const totals = {
  ...{
    sold: 3,
    stockLeft: 1,
    stockSeeded: 3,
    pending: 2,
    recoveryPoint: header.epoch.wall + 15_000,
  },
  ...{ acquired: 3, staleRefused: 0, staleAccepted: 1 },
}
const wrong: RequestRecord = {
  ...{
    kind: 'request',
    op: 'order.place',
    seq: 9999,
    intended: 21_000,
    start: 21_000,
    end: 21_020,
  },
  ...{ outcome: 'fail', status: 200, error: 'wrong-content' },
}
const pass = { kind: 'browser', journey: 'buy', steps: [], start: 21_000, end: 22_000 } as const
const event = { kind: 'event', at: 25_000, source: 'store-1', text: 'store-1 is full' } as const

/** A run in which everything that can be judged went wrong. */
const broken = buildHistory({
  operations,
  extra: [
    {
      ...read,
      tokens: { 'order.place-1': 2, [`${tokenPrefixOf(header)}order.place-7`]: 1 },
      totals,
    },
    wrong,
    { ...event, name: 'out-of-memory' },
    { ...pass, moment: 'fault', ok: false, error: 'no button' },
  ],
})
const histories: Readonly<Record<string, RunHistory>> = deepFreeze({
  broken,
  calm: buildHistory({ operations: { 'order.place': {} }, faultless: true }),
  'cut off': { ...bareHistory(), requests: broken.requests.slice(0, 500) },
})

const registry: Readonly<Record<string, Check>> = checks

describe.each(Object.entries(registry))('%s', (name, check) => {
  const options = check.options.parse(asked[name] ?? {})

  test('is registered by its name and says what it is', () => {
    expect(check.name).toBe(name)
    expect(check.summary).toMatch(/^[A-Z].*\.$/)
  })

  test('says nothing of an empty history', () => {
    expect(check.judge(bareHistory(), options)).toMatchObject({
      status: 'unknown',
      because: expect.stringMatching(/\w/),
    })
  })

  test('says nothing of a run without operations', () => {
    const nothing = headerOf({ operations: {}, faultless: true })
    expect(check.judge({ ...bareHistory(), header: nothing }, options).status).toBe('unknown')
  })

  test.each(Object.entries(histories))('is pure: %s', (_, history) => {
    expect(check.judge(history, options)).toEqual(check.judge(history, options))
  })

  test('refuses options that it does not know', () => {
    expect(check.options.safeParse({ ...asked[name], nonsense: true }).success).toBe(false)
  })
})

const whole = Object.values(registry).map((check) => {
  return { ...check, given: check.options.parse(asked[check.name] ?? {}) }
})

test.each(whole.filter(({ when }) => when === 'asked'))(
  '$name fails with evidence that has a place in the run',
  (check) => {
    const judgement = check.judge(broken, check.given)
    expect(judgement.status).toBe('fail')
    const evidence = judgement.status === 'fail' ? judgement.evidence : []
    expect(evidence.length).toBeGreaterThan(0)
    expect(evidence.filter(({ text }) => text === '')).toEqual([])
    expect(evidence.some(({ at }) => at !== undefined && at > 0)).toBe(true)
  },
)

test.each(whole.filter(({ when }) => when === 'always'))(
  '$name never fails: a doubtful run breaks no promise',
  (check) => {
    for (const history of Object.values(histories)) {
      expect(check.judge(history, check.given).status).not.toBe('fail')
    }
  },
)
