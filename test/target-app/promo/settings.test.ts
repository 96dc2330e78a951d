import { expect, test } from 'vitest'
import { readSettings } from '../../../target-app/promo/settings.ts'

test('everything that keeps errands safe is on unless it is switched off', () => {
  const { outbox, confirms, dedup, retryBackoff, deadLetters, acknowledgeLast } = readSettings({})
  expect([outbox, confirms, dedup, retryBackoff, deadLetters, acknowledgeLast]).not.toContain(false)
  expect(readSettings({ OUTBOX: 'off' }).outbox).toBe(false)
})

test('tells all that is wrong', () => {
  expect(() => readSettings({ DEDUP: 'maybe', PORT: 'x' })).toThrow(
    /DEDUP[\s\S]*PORT|PORT[\s\S]*DEDUP/,
  )
})
