import { expect, test } from 'vitest'
import { accuracyTable, measureKnownOutage, type Accuracy } from '../support/known-outage.ts'

const rates = { 'thing.add': 20, 'thing.read': 200 }
/** A baseline before (k6 needs a second or two of it to begin), and the recovery rule's stable time after. */
const beforeMs = 8_000
const afterMs = 8_000

test('measured recovery is within its own stated resolution, whatever the outage looks like', async () => {
  const rows: Accuracy[] = []
  for (const mode of ['error', 'hang', 'refuse'] as const)
    for (const lengthMs of [500, 2_000, 10_370]) {
      const outage = { mode, from: beforeMs, to: beforeMs + lengthMs }
      rows.push(
        ...(await measureKnownOutage({
          rates,
          loadMs: outage.to + afterMs,
          outage,
          timeoutMs: 1000,
        })),
      )
    }
  console.log(accuracyTable(rows))
  for (const row of rows)
    expect(Math.abs(row.errorMs), JSON.stringify(row)).toBeLessThanOrEqual(row.resolutionMs)
}, 600_000)
