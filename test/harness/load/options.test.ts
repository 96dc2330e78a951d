import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { driverPlan, plannedCount } from '../../../harness/load/options.ts'

const operations = { 'cart.add': { timeoutMs: 3000, writes: {} }, 'cart.read': { timeoutMs: 1000 } }
const request = {
  load: [
    { op: 'cart.add', rate: 60 },
    { op: 'cart.read', rate: 2.5 },
  ],
  loadMs: 10_000,
  operations,
  url: 'http://127.0.0.1:8080',
  tokenPrefix: 'run1.',
}

describe('driverPlan', () => {
  test('makes one open-loop k6 scenario per operation', () => {
    const { options } = driverPlan(request)
    expect(options.scenarios).toEqual({
      '1_cart_add': {
        executor: 'constant-arrival-rate',
        exec: 'call',
        rate: 1,
        timeUnit: '16666667ns',
        duration: '9991666867ns',
        preAllocatedVUs: 277,
        maxVUs: 277,
        gracefulStop: '4500ms',
      },
      '2_cart_read': {
        executor: 'constant-arrival-rate',
        exec: 'call',
        rate: 1,
        timeUnit: '400000000ns',
        duration: '9800000000ns',
        preAllocatedVUs: 7,
        maxVUs: 7,
        gracefulStop: '2500ms',
      },
    })
  })

  test('never caches an address, and keeps no series per URL', () => {
    expect(driverPlan(request).options).toMatchObject({
      dns: { ttl: '0' },
      systemTags: ['scenario'],
    })
  })

  test('tells the driver how to call each operation', () => {
    expect(driverPlan(request).scenarios).toEqual({
      '1_cart_add': {
        op: 'cart.add',
        periodMs: 16.666667,
        timeout: '3000ms',
        stem: 'run1.cart.add-',
        writes: true,
      },
      '2_cart_read': {
        op: 'cart.read',
        periodMs: 400,
        timeout: '1000ms',
        stem: 'run1.cart.read-',
        writes: false,
      },
    })
  })

  test('refuses load for an operation the target does not have', () => {
    const load = [{ op: 'cart.fly', rate: 1 }]
    expect(() => driverPlan({ ...request, load })).toThrow('unknown operation: cart.fly')
  })

  test('always has a user free while every request runs into its time-out', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 2000, noNaN: true }),
        fc.integer({ min: 50, max: 30_000 }),
        (rate, timeoutMs) => {
          const plan = driverPlan({
            ...request,
            load: [{ op: 'a', rate }],
            operations: { a: { timeoutMs } },
          })
          const scenario = plan.options.scenarios['1_a']
          expect(scenario?.preAllocatedVUs).toBeGreaterThan((rate * timeoutMs) / 1000)
        },
      ),
    )
  })

  test('gives every operation tokens of its own, in the alphabet that is allowed', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'A', '.', '_', '-', '1'),
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (names) => {
        const plan = driverPlan({
          ...request,
          load: names.map((op) => ({ op, rate: 1 })),
          operations: Object.fromEntries(names.map((op) => [op, { timeoutMs: 1000 }])),
        })
        const driven = Object.values(plan.scenarios)
        const tokens = driven.flatMap(({ stem }) => [`${stem}1`, `${stem}11`])
        expect(new Set(tokens).size).toBe(names.length * 2)
        for (const token of tokens) expect(token).toMatch(/^[a-z0-9.-]+$/)
        for (const scenario of Object.keys(plan.options.scenarios))
          expect(scenario).toMatch(/^[\w-]+$/)
      }),
      { examples: [[['A', 'a.1']], [['_1', '-1.1', 'a']]], numRuns: 1000 },
    )
  })
})

describe('plannedCount', () => {
  test.each([
    [60, 1000, 60],
    [60, 1100, 66],
    [3, 1000, 3],
    [0.5, 1000, 1],
    [2.5, 10_000, 25],
    [200, 180_000, 36_000],
  ])('%d/s for %d ms is %d requests', (rate, loadMs, count) => {
    expect(plannedCount(rate, loadMs)).toBe(count)
  })
})
