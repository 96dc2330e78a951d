import { expect, test } from 'vitest'
import { meaningOf } from '../../../harness/report/error-meanings.ts'

test.each([
  ['1050', 0, 'no answer before the user gave up'],
  ['1101', 0, 'no such host'],
  ['1212', 0, 'connection refused'],
  ['1220', 0, 'connection reset by the other side'],
  ['1299', 0, 'TCP error'],
  ['1503', 503, 'HTTP 503: service unavailable'],
  ['1404', 404, 'HTTP 404: not found'],
  ['503', 503, 'HTTP 503: service unavailable'],
  ['599', 599, 'HTTP 599'],
  ['0', 0, 'no answer'],
  ['stale-price', 200, 'the service said “stale-price”'],
  ['sold-out', 409, 'the service said “sold-out” (HTTP 409)'],
])('%s with status %d: %s', (error, status, meaning) => {
  expect(meaningOf(error, status)).toBe(meaning)
})
