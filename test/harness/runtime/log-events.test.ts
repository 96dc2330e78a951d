import { expect, test } from 'vitest'
import { complaintsOf, recognise } from '../../../harness/runtime/log-events.ts'
import type { LogEvent } from '../../../harness/target/target.ts'

const known: Readonly<Record<string, LogEvent>> = {
  promoted: {
    ...{ summary: 'a new primary', service: 'sentinel', pattern: /\+switch-master (\S+) (\S+)/ },
    describe: (match) => `${match[1]} moved to ${match[2]}`,
    detects: true,
  },
  complained: { summary: 'a complaint', service: 'sentinel', pattern: /-odown.*/ },
}

test('a known line becomes an event at the time of the engine', () => {
  const line = '2030-01-02T03:04:05.678901234Z 1:X +switch-master shop redis-2'
  expect(recognise('sentinel-1', line, known)).toEqual({
    kind: 'event',
    at: Date.UTC(2030, 0, 2, 3, 4, 5, 678),
    source: 'sentinel-1',
    name: 'promoted',
    text: 'shop moved to redis-2',
    detects: true,
  })
})

test('without words of its own an event shows what matched', () => {
  const event = recognise('sentinel-1', '2030-01-02T03:04:05Z 1:X -odown shop', known)
  expect(event).toMatchObject({ name: 'complained', text: '-odown shop' })
  expect(event).not.toHaveProperty('detects')
})

test.each(['2030-01-02T03:04:05Z nothing of interest', '-odown without a time', '', ' '])(
  'is silent about %j',
  (line) => expect(recognise('sentinel-1', line, known)).toBeUndefined(),
)

test('a line that nobody described and that complains is told by its wording, once in a while', () => {
  const complain = complaintsOf('store-1')
  const at = (seconds: string) => `2030-01-02T03:04:${seconds}Z ERROR 17 lost`
  expect(complain(at('05.000'))).toEqual({
    ...{ kind: 'event', at: Date.UTC(2030, 0, 2, 3, 4, 5), source: 'store-1' },
    ...{ name: 'complaint', text: 'ERROR # lost', complaints: 1 },
  })
  expect(complain(at('05.500'))).toBeUndefined()
  expect(complain(at('06.100'))).toMatchObject({ complaints: 2 })
  expect(complain('2030-01-02T03:04:07Z all is well')).toBeUndefined()
  expect(complain('ERROR without a time')).toBeUndefined()
})
