import { describe, expect, test } from 'vitest'
import { meaningOf } from '../../../harness/scenario/target-name.ts'
import { expandTopology } from '../../../harness/runtime/topology.ts'
import type { Target } from '../../../harness/target/target.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const { target } = smallVocabulary
const mean = (name: string) => meaningOf(name, target, expandTopology(target, []))

describe('a name means', () => {
  test.each([
    ['web', ['web-1', 'web-2']],
    ['web-2', ['web-2']],
    ['mail', ['mail']],
  ])('%s: replicas %j', (name, names) => expect(mean(name)).toEqual({ kind: 'replicas', names }))

  test('a role: any replica of its service, until the time has come', () => {
    expect(mean('db:primary')).toEqual({
      kind: 'replicas',
      names: ['db-1', 'db-2'],
      role: 'db:primary',
    })
  })

  test.each([
    ['web→mail', ['web-1→mail', 'web-2→mail']],
    ['web-1->mail', ['web-1→mail']],
    ['web-1→db-2', ['web-1→db-2:5432', 'web-1→db-2:8008']],
    ['web-1→db-2:8008', ['web-1→db-2:8008']],
    ['client→web', ['client→web-1', 'client→web-2']],
  ])('%s: links %j', (name, names) => expect(mean(name)).toEqual({ kind: 'links', names }))

  test('a link to a role: any of its links', () => {
    expect(mean('web-1→db:primary')).toMatchObject({ kind: 'links', role: 'db:primary' })
  })

  test.each(['mail→web', 'web→web→db', 'client', 'web→db:1', 'nobody→db'])('%s: nothing', (name) =>
    expect(mean(name).kind).toBe('unknown'),
  )
})

describe('with a second network and UDP', () => {
  const links: Target['links'] = [
    { from: 'web', to: 'mail', port: 25 },
    { from: 'web', to: 'mail', port: 25, protocol: 'udp' },
    { from: 'web', to: 'db', port: 5432 },
    { from: 'web', to: 'db', port: 5432, network: 'second' },
  ]
  const wide: Target = { ...target, links, networks: { second: { summary: 'a second way' } } }
  const named = (name: string) => meaningOf(name, wide, expandTopology(wide, []))

  test.each([
    ['web-1→mail', ['web-1→mail:25', 'web-1→mail:25/udp']],
    ['web-1→mail:25/udp', ['web-1→mail:25/udp']],
    ['web-1→db-1', ['web-1→db-1@main', 'web-1→db-1@second']],
    ['web-1→db-1@second', ['web-1→db-1@second']],
    ['web-1→db-1:5432@main', ['web-1→db-1@main']],
    ['second', ['1→db-1', '1→db-2', '2→db-1', '2→db-2'].map((end) => `web-${end}@second`)],
  ])('%s: links %j', (name, names) => expect(named(name)).toEqual({ kind: 'links', names }))

  test.each(['third', 'web→db@third', 'web→mail@second'])('%s: nothing', (name) => {
    expect(named(name).kind).toBe('unknown')
  })

  test('a target with one network has no name for it', () => {
    expect(mean('main').kind).toBe('unknown')
  })
})
