import { expect, test } from 'vitest'
import { expandTopology, serverName } from '../../../harness/runtime/topology.ts'
import type { Target } from '../../../harness/target/target.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const { target } = smallVocabulary
const names = (members: readonly { readonly name: string }[]): readonly string[] =>
  members.map(({ name }) => name)

test('replicas are numbered where there may be several; a single one has the name of its service', () => {
  const { replicas, replicasOf } = expandTopology(target, [])
  expect(names(replicas)).toEqual(['web-1', 'web-2', 'db-1', 'db-2', 'mail'])
  expect(replicasOf('web')).toEqual(['web-1', 'web-2'])
  expect(replicasOf('nobody')).toEqual([])
})

test('a link has the port in its name only where two join the same pair', () => {
  const { links } = expandTopology({ ...target, entry: { service: 'mail', port: 25 } }, [])
  expect(names(links)).toEqual([
    'client→mail',
    ...['web-1→db-1', 'web-1→db-2', 'web-2→db-1', 'web-2→db-2'].map((pair) => `${pair}:5432`),
    ...['web-1→db-1', 'web-1→db-2', 'web-2→db-1', 'web-2→db-2'].map((pair) => `${pair}:8008`),
    'web-1→mail',
    'web-2→mail',
  ])
})

test('replicas of one service reach each other, but nobody has a link to itself', () => {
  const links = [{ from: 'db', to: 'db', port: 5432 }]
  const topology = expandTopology({ ...target, links }, [])
  expect(names(topology.links).slice(2)).toEqual(['db-1→db-2', 'db-2→db-1'])
})

test('switches change how many there are, and what they are told', () => {
  const services: Target['services'] = {
    ...target.services,
    web: {
      ...target.services.web,
      ...{ summary: 'serves pages', image: 'small', replicas: 2, ports: [80] },
      ready: { log: /ready/ },
      environment: ({ name, index, replicasOf }) => ({
        NAME: `${name} ${index}`,
        DATABASES: replicasOf('db').join(' '),
        RETRIES: '3',
      }),
    },
  }
  const { replicas, links } = expandTopology({ ...target, services }, [
    { replicas: { db: 1 } },
    { environment: { web: { RETRIES: '0' } } },
    { environment: { web: { RETRIES: '1' }, db: { SLOW: 'yes' } } },
  ])
  expect(replicas.map(({ name, environment }) => ({ [name]: environment }))).toEqual([
    { 'web-1': { NAME: 'web-1 1', DATABASES: 'db-1', RETRIES: '1' } },
    { 'web-2': { NAME: 'web-2 2', DATABASES: 'db-1', RETRIES: '1' } },
    { 'db-1': { SLOW: 'yes' } },
    { mail: {} },
  ])
  expect(links.filter(({ to }) => to === 'db-2')).toEqual([])
})

test('with some services only, the rest is not there, nor are links to it', () => {
  const { replicas, links, replicasOf } = expandTopology(target, [], ['mail'])
  expect(names(replicas)).toEqual(['web-1', 'web-2', 'mail'])
  expect(replicasOf('db')).toEqual([])
  expect(names(links)).toEqual(['client→web-1', 'client→web-2', 'web-1→mail', 'web-2→mail'])
})

test('links of one pair are told apart by port, protocol and network, as far as they must be', () => {
  const links: Target['links'] = [
    { from: 'web', to: 'mail', port: 25 },
    { from: 'web', to: 'mail', port: 25, protocol: 'udp' },
    { from: 'web', to: 'db', port: 5432 },
    { from: 'web', to: 'db', port: 5432, network: 'second' },
    { from: 'db', to: 'mail', port: 25, network: 'second' },
  ]
  const named = expandTopology({ ...target, links }, []).links.filter(({ from }) =>
    from.endsWith('-1'),
  )
  expect(names(named)).toEqual([
    'web-1→mail:25',
    'web-1→mail:25/udp',
    'web-1→db-1@main',
    'web-1→db-2@main',
    'web-1→db-1@second',
    'web-1→db-2@second',
    'db-1→mail@second',
  ])
})

test('on another network a server has a second name', () => {
  expect(serverName({ to: 'db-1', network: 'main' })).toBe('db-1')
  expect(serverName({ to: 'db-1', network: 'second' })).toBe('db-1.second')
})
