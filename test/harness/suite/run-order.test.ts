import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupedBy } from '../../../harness/suite/run-order.ts'

const first = (word: string): string => word.slice(0, 1)

test('runs that can share an environment come together, otherwise the order stays', () => {
  expect(groupedBy(['b1', 'a1', 'b2', 'c1', 'a2'], first)).toEqual(['b1', 'b2', 'a1', 'a2', 'c1'])
})

test('no run is lost, and none changes to another key and back', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-d]\d$/)), (runs) => {
      const ordered = groupedBy(runs, first)
      expect(ordered.toSorted()).toEqual(runs.toSorted())
      const changes = ordered.filter((run, i) => first(run) !== first(ordered[i - 1] ?? '-'))
      expect(changes.length).toBe(new Set(runs.map(first)).size)
    }),
  )
})
