import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryPort, networksIn, planAddresses } from '../../../harness/runtime/address-plan.ts'
import { expandTopology, type Topology } from '../../../harness/runtime/topology.ts'
import { UserError } from '../../../harness/errors.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const target = { ...smallVocabulary.target, entry: { service: 'mail', port: 25 } }
const subnet = (cidr: string) => new Map([['main', cidr]])
const plan = planAddresses(expandTopology(target, []), subnet('10.1.0.0/16'))
const main = plan.networks.get('main')

test('replicas are counted from the bottom, links from the top', () => {
  expect(main?.wire).toBe('10.1.0.2')
  expect([...(main?.replicas ?? [])]).toEqual([
    ['web-1', '10.1.0.10'],
    ['web-2', '10.1.0.11'],
    ['db-1', '10.1.0.12'],
    ['db-2', '10.1.0.13'],
    ['mail', '10.1.0.14'],
  ])
  expect(
    plan.links.map(({ name, address, listenPort }) => `${name} ${address}:${listenPort}`),
  ).toEqual([
    `client→mail 0.0.0.0:${entryPort}`,
    'web-1→db-1:5432 10.1.255.254:5432',
    'web-1→db-2:5432 10.1.255.253:5432',
    'web-2→db-1:5432 10.1.255.252:5432',
    'web-2→db-2:5432 10.1.255.251:5432',
    'web-1→db-1:8008 10.1.255.254:8008',
    'web-1→db-2:8008 10.1.255.253:8008',
    'web-2→db-1:8008 10.1.255.252:8008',
    'web-2→db-2:8008 10.1.255.251:8008',
    'web-1→mail 10.1.255.250:25',
    'web-2→mail 10.1.255.249:25',
  ])
})

/** Clients that all talk to all servers, on two ports. */
function mesh(clients: number, servers: number): Pick<Topology, 'replicas' | 'links'> {
  const names = (prefix: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, i) => `${prefix}-${i + 1}`)
  const replica = (name: string) => ({ name, service: 's', index: 1, environment: {} })
  const pairs = names('c', clients).flatMap((from) =>
    names('s', servers).map((to) => ({ from, to })),
  )
  return {
    replicas: [...names('c', clients), ...names('s', servers)].map(replica),
    links: pairs.flatMap(({ from, to }) =>
      [1, 2].map((port) => ({
        ...{ name: `${from}→${to}:${port}`, from, to, port },
        ...{ protocol: 'tcp' as const, network: 'main' },
      })),
    ),
  }
}

/** How many addresses a mesh needs: the ten below the replicas, its own, and the broadcast address. */
const neededFor = (clients: number, servers: number): number =>
  10 + clients + servers + clients * servers + 1
const meshes = fc.record({
  clients: fc.integer({ min: 1, max: 12 }),
  servers: fc.integer({ min: 1, max: 12 }),
  bits: fc.constantFrom(16, 20, 24, 25, 26),
})
const fits = ({ clients, servers, bits }: { clients: number; servers: number; bits: number }) =>
  neededFor(clients, servers) <= 2 ** (32 - bits)

test('nobody shares an address, and every pair of replicas has one for all its links', () => {
  fc.assert(
    fc.property(meshes.filter(fits), ({ clients, servers, bits }) => {
      const { networks, links } = planAddresses(mesh(clients, servers), subnet(`10.2.0.0/${bits}`))
      const { wire = '', replicas = new Map<string, string>() } = networks.get('main') ?? {}
      const byPair = new Map(links.map(({ from, to, address }) => [`${from}→${to}`, address]))
      const others = links.filter((link) => link.address !== byPair.get(`${link.from}→${link.to}`))
      expect(others).toEqual([])
      const all = [wire, ...replicas.values(), ...byPair.values()]
      expect(new Set(all).size).toBe(1 + clients + servers + clients * servers)
    }),
  )
})

test('a subnet that is too small is refused', () => {
  fc.assert(
    fc.property(
      meshes.filter((one) => !fits(one)),
      ({ clients, servers, bits }) => {
        const plan = () => planAddresses(mesh(clients, servers), subnet(`10.2.0.0/${bits}`))
        expect(plan).toThrow(UserError)
      },
    ),
  )
})

test('says that users can only come in at one replica', () => {
  const topology = expandTopology(smallVocabulary.target, [])
  expect(() => planAddresses(topology, subnet('10.1.0.0/16'))).toThrow(
    'users come in at one replica, but the entry service has 2: web-1, web-2',
  )
})

describe('with a second network', () => {
  const links = [
    { from: 'web', to: 'db', port: 5432 },
    { from: 'web', to: 'db', port: 5432, network: 'second' },
  ]
  const topology = expandTopology(
    { ...target, links, networks: { second: { summary: 'a second way' } } },
    [],
  )
  const { networks, links: planned } = planAddresses(
    topology,
    new Map([
      ['main', '10.1.0.0/16'],
      ['second', '10.9.0.0/16'],
    ]),
  )

  test('those at the ends of its links are on both', () => {
    expect(networksIn(topology)).toEqual(['main', 'second'])
    expect([...(networks.get('main')?.replicas.keys() ?? [])]).toContain('mail')
    expect([...(networks.get('second')?.replicas ?? [])]).toEqual([
      ['web-1', '10.9.0.10'],
      ['web-2', '10.9.0.11'],
      ['db-1', '10.9.0.12'],
      ['db-2', '10.9.0.13'],
    ])
  })

  test('a link has its address on its own network', () => {
    const found = planned.filter(({ from, to }) => from === 'web-1' && to === 'db-2')
    expect(found.map(({ name, address }) => [name, address])).toEqual([
      ['web-1→db-2@main', '10.1.255.253'],
      ['web-1→db-2@second', '10.9.255.253'],
    ])
  })
})
