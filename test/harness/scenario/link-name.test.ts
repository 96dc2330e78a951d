import { expect, test } from 'vitest'
import { fitsName, normalArrow, readLinkName } from '../../../harness/scenario/link-name.ts'

test('all ways to write an arrow are one', () => {
  expect(['a->b', 'a → b', 'a -> b', 'a→b'].map(normalArrow)).toEqual(['a→b', 'a→b', 'a→b', 'a→b'])
})

test.each([
  ['web→db', { from: 'web', to: 'db' }],
  ['web-1 -> db:primary', { from: 'web-1', to: 'db:primary' }],
  ['web→db:primary:5432', { from: 'web', to: 'db:primary', port: 5432 }],
  ['web→db:53/udp', { from: 'web', to: 'db', port: 53, protocol: 'udp' }],
  ['web→db:5432@second', { from: 'web', to: 'db', port: 5432, network: 'second' }],
  ['web→db@second', { from: 'web', to: 'db', network: 'second' }],
])('%s is read as %j', (name, read) => expect(readLinkName(name)).toEqual(read))

test.each(['web', 'web→db→mail'])('%s is no link', (name) =>
  expect(readLinkName(name)).toBe(undefined),
)

test('what a name does not tell may be any', () => {
  const link = { port: 53, protocol: 'udp', network: 'main' } as const
  const fits = (name: string): boolean => {
    const read = readLinkName(name)
    return read !== undefined && fitsName(link, read)
  }
  expect(['a→b', 'a→b:53', 'a→b:53/udp', 'a→b@main'].filter((name) => !fits(name))).toEqual([])
  expect(['a→b:54', 'a→b:53/tcp', 'a→b@second'].filter(fits)).toEqual([])
})
