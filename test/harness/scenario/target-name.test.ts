import { describe, expect, test } from 'vitest'
import { meaningOf, normalArrow } from '../../../harness/scenario/target-name.ts'
import { expandTopology } from '../../../harness/runtime/topology.ts'
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

test('all ways to write an arrow are one', () => {
  expect(['a->b', 'a → b', 'a -> b', 'a→b'].map(normalArrow)).toEqual(['a→b', 'a→b', 'a→b', 'a→b'])
})
