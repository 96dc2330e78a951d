import { expect, test } from 'vitest'
import { logEvents } from '../../../../target-app/description/postgres/log-events.ts'

/** Lines as PostgreSQL's keeper and the carts really wrote them. */
const lines = {
  'postgres-alone': ['{"event":"alone"}', 'without its standby'],
  'postgres-in-step': ['{"event":"in-step","standby":"postgres-2"}', 'postgres-2 is in step'],
  'postgres-stepping-down': [
    '{"event":"stepping-down","primary":"postgres-2"}',
    'makes room for postgres-2',
  ],
  'postgres-rejoining': ['{"event":"rejoining","primary":"postgres-2"}', 'now follows postgres-2'],
  'postgres-primary': [
    '{"level":40,"event":"postgres-primary","from":"postgres-1","to":"postgres-2","msg":""}',
    'primary is postgres-2',
  ],
} satisfies Record<keyof typeof logEvents, [string, string]>

test.each(Object.entries(lines))('recognises %s', (name, [line, told]) => {
  const events = Object.entries(logEvents).filter(([, { pattern }]) => pattern.test(line))
  expect(events.map(([found]) => found)).toEqual([name])
  const [, event] = events[0] ?? []
  const match = event?.pattern.exec(line)
  expect(match && event?.describe(match)).toContain(told)
})
