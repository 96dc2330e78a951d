import { expect, test } from 'vitest'
import type { Link } from '../../../harness/runtime/environment.ts'
import { placementOf } from '../../../harness/runtime/placement.ts'

const plan = {
  networks: new Map([
    [
      'main',
      {
        wire: '10.1.0.2',
        replicas: new Map([
          ['web', '10.1.0.10'],
          ['db', '10.1.0.11'],
        ]),
      },
    ],
    ['second', { wire: '10.9.0.2', replicas: new Map([['db', '10.9.0.10']]) }],
  ]),
}
const { wire, placesOf, serverOf } = placementOf(
  plan,
  new Map([
    ['main', 'run-e1'],
    ['second', 'run-e1-second'],
  ]),
)
const link: Link = {
  ...{ name: 'web→db', from: 'web', to: 'db', port: 5432, listenPort: 5432 },
  ...{ protocol: 'tcp', network: 'main', address: '10.1.255.254' },
}

test('everybody is on the networks that the plan says, by the names the engine knows', () => {
  expect([...wire.values()]).toEqual([
    { network: 'run-e1', address: '10.1.0.2' },
    { network: 'run-e1-second', address: '10.9.0.2' },
  ])
  expect(placesOf('web')).toEqual([{ network: 'run-e1', address: '10.1.0.10' }])
  expect(placesOf('db').map(({ address }) => address)).toEqual(['10.1.0.11', '10.9.0.10'])
})

test('a link leads to its server on its own network', () => {
  expect(serverOf(link)).toBe('10.1.0.11')
  expect(serverOf({ ...link, network: 'second' })).toBe('10.9.0.10')
})

test('a server that is not on the network of its link is told', () => {
  expect(() => serverOf({ ...link, name: 'db→web@second', to: 'web', network: 'second' })).toThrow(
    'db→web@second has no server on the network second',
  )
})
