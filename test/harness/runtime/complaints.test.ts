import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complaintCounter, complaintIn } from '../../../harness/runtime/complaints.ts'

describe('a line complains', () => {
  test.each([
    [
      '{"level":40,"event":"refused","status":503,"because":"Operation timed out after 400ms","ms":1104.15}',
      'refused: Operation timed out after #ms',
    ],
    [
      '{"level":50,"err":{"message":"read ECONNRESET 10.0.0.3:5432"},"msg":"lost"}',
      'read ECONNRESET #',
    ],
    ['{"level":50,"event":"gave-up"}', 'gave-up'],
    ['{"level":"error","message":"no route to \\"mail-2\\""}', 'no route to …'],
    [
      '2030-01-02 03:04:05.678 UTC [812] FATAL:  terminating connection due to administrator command',
      '[#] FATAL: terminating connection due to administrator command',
    ],
    [
      '1:X 21 Nov 2030 12:33:20.140 # WARNING Memory overcommit must be enabled!',
      '#:X # Nov # # # WARNING Memory overcommit must be enabled!',
    ],
    ['[warning] <0.812.0> closing AMQP connection', '[warning] <#> closing AMQP connection'],
  ])('%s', (line, signature) => expect(complaintIn(line)).toBe(signature))
})

test.each([
  '{"level":30,"msg":"ready"}',
  '{"level":40,"event":"service-up"}',
  '{"level":"info","msg":"no error here"}',
  '{"msg":"ERROR without a level"}',
  'LOG:  checkpoint complete',
  'an error in small letters may be part of any sentence',
  '{"level":40',
  '',
])('%j does not', (line) => expect(complaintIn(line)).toBeUndefined())

test('lines that differ only in numbers and ids are one', () => {
  const number = fc.nat()
  fc.assert(
    fc.property(number, number, fc.uuid(), fc.uuid(), (a, b, one, other) => {
      const line = (n: number, id: string) =>
        `ERROR request ${id} took ${n} ms on 10.0.0.${n % 250}`
      expect(complaintIn(line(a, one))).toBe(complaintIn(line(b, other)))
    }),
  )
})

describe('counting', () => {
  test('tells a wording at once, and then once in a second with how often it came', () => {
    const count = complaintCounter()
    expect(count(0, 'a')).toBe(1)
    expect(count(10, 'a')).toBeUndefined()
    expect(count(20, 'b')).toBe(1)
    expect(count(999, 'a')).toBeUndefined()
    expect(count(1000, 'a')).toBe(3)
    expect(count(1900, 'a')).toBeUndefined()
  })

  test('never tells more than there was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 })), (gaps) => {
        const count = complaintCounter()
        let at = 0
        const told = gaps.map((gap) => count((at += gap), 'a') ?? 0)
        const sum = told.reduce((all, each) => all + each, 0)
        expect(sum).toBeLessThanOrEqual(gaps.length)
        if (gaps.length > 0) expect(sum).toBeGreaterThan(0)
      }),
    )
  })

  test('gives up on a log in which everything is new', () => {
    const count = complaintCounter()
    const told = Array.from({ length: 300 }, (_, n) => count(n, `wording ${n}`))
    expect(told.filter((each) => each !== undefined)).toHaveLength(100)
  })
})
