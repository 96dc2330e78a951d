import { describe, expect, test } from 'vitest'
import { driverPlan } from '../../../harness/load/options.ts'
import { rowReader } from '../../../harness/load/rows.ts'

const plan = driverPlan({
  load: [{ op: 'cart.add', rate: 10 }],
  loadMs: 1000,
  operations: { 'cart.add': { timeoutMs: 1000 } },
  url: '',
  tokenPrefix: 'r.',
})
const reader = () => rowReader(plan, (wall) => wall - 1_795_249_000_000)
const read = (line: string) => reader()(line)

const row = (stamp: string, after: string) =>
  `aftershock_request,${stamp},250.000000,1_cart_add,,answer=0;1795249000000.000;${after};ok;200;;;`

describe('rowReader', () => {
  test('reads a request: the stamp is its end, the value its length', () => {
    const line =
      'aftershock_request,1795249003250500,250.250000,1_cart_add,,answer=12;1795249003000.125;900.250;ok;200;;;r.cart.add-12'
    expect(read(line)).toEqual({
      kind: 'request',
      record: {
        kind: 'request',
        op: 'cart.add',
        seq: 12,
        intended: 3000.125,
        start: 3000.25,
        end: 3250.5,
        outcome: 'ok',
        status: 200,
        token: 'r.cart.add-12',
      },
    })
  })

  test('does not take the time that k6 spent after a call for a later start', () => {
    const read = reader()
    read(row('1795249001250020', '1000.000'))
    // Stamped 40 ms after its end, and the next one at once again.
    expect(read(row('1795249002290000', '2000.000'))).toMatchObject({
      record: { start: 2000.02, end: 2250.02 },
    })
    expect(read(row('1795249003250010', '3000.000'))).toMatchObject({
      record: { start: 3000.01, end: 3250.01 },
    })
  })

  test('reads error and tier, and leaves out what was not given', () => {
    const line =
      'aftershock_request,1795249000001000,1.000000,1_cart_add,,answer=0;1795249000000.000;5.000;degraded;0;1050;popular;'
    expect(read(line)).toMatchObject({
      record: { outcome: 'degraded', status: 0, error: '1050', tier: 'popular' },
    })
    expect(read(line)).not.toHaveProperty('record.token')
  })

  test('is not misled by tags and metadata that a load script adds, in any order', () => {
    const line =
      'aftershock_request,1795249000001000,1.000000,1_cart_add,"shop=a,b&x=1",step=2&answer=3;1795249000000.000;5.000;fail;500;1500;;&z=9'
    expect(read(line)).toMatchObject({ record: { seq: 3, outcome: 'fail', error: '1500' } })
  })

  test('reads a dropped request', () => {
    expect(read('dropped_iterations,1795249000001000,1.000000,1_cart_add,,')).toEqual({
      kind: 'dropped',
      op: 'cart.add',
    })
  })

  test.each([
    ['a cut line', 'aftershock_request,17952490000'],
    ['an operation nobody planned', 'dropped_iterations,1795249000001000,1.000000,9_other,,'],
    [
      'an unknown outcome',
      'aftershock_request,1795249000001000,1.000000,1_cart_add,,answer=0;1.000;1.000;maybe;200;;;',
    ],
  ])('says so when it cannot read %s', (_what, line) => {
    expect(read(line)).toEqual({ kind: 'unreadable', line })
  })

  test.each([
    'metric_name,timestamp,metric_value,scenario,extra_tags,metadata',
    'vus,1,3.000000,,,',
    '',
  ])('passes over the line "%s"', (line) => {
    expect(read(line)).toBeUndefined()
  })
})
