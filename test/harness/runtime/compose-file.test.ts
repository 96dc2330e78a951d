import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { composeFile } from '../../../harness/runtime/compose-file.ts'
import type { Target } from '../../../harness/target/target.ts'

const target: Target = {
  name: 'small',
  summary: 'A way in and two stores.',
  images: { web: { context: 'web', base: 'base' }, store: { context: 'store', base: 'base' } },
  services: {
    store: {
      summary: 'Keeps things.',
      image: 'store',
      replicas: 2,
      ports: [7000],
      ready: { log: /ready/ },
      volumes: ['/var/lib/store'],
      memory: '64m',
    },
    web: {
      summary: 'The way in.',
      image: 'web',
      ports: [80],
      ready: { log: /ready/ },
      command: ({ replicasOf }) => ['serve', ...replicasOf('store')],
      environment: ({ name }) => ({ ME: name, PRICE: '5$' }),
      after: ['store'],
    },
  },
  links: [
    { from: 'web', to: 'store', port: 7000 },
    { from: 'web', to: 'store', port: 7000, network: 'second' },
  ],
  networks: { second: { summary: 'The other way.' } },
  entry: { service: 'web', port: 80 },
  operations: {},
  loadScript: 'load.ts',
  conditions: {},
  reset: async () => {},
}

const options = { changes: [], image: (name: string) => `images/${name}:1`, port: 8081 }

describe('a target as a Compose file', () => {
  const read = parse(composeFile(target, options))

  test('every replica is a service under its own name, with its image and its own volume', () => {
    expect(Object.keys(read.services)).toEqual(['store-1', 'store-2', 'web'])
    expect(read.services['store-2']).toMatchObject({
      image: 'images/store:1',
      volumes: ['store-2-var-lib-store:/var/lib/store'],
      mem_limit: '64m',
    })
    expect(Object.keys(read.volumes)).toEqual(['store-1-var-lib-store', 'store-2-var-lib-store'])
  })

  test('only the entry is published, on loopback', () => {
    expect(read.services.web.ports).toEqual(['127.0.0.1:8081:80'])
    expect(read.services['store-1'].ports).toBeUndefined()
  })

  test('command, environment and order are those of the target; a dollar stays one', () => {
    expect(read.services.web).toMatchObject({
      command: ['serve', 'store-1', 'store-2'],
      environment: { ME: 'web', PRICE: '5$$' },
      depends_on: ['store-1', 'store-2'],
    })
  })

  test('a second network gives its servers a second name', () => {
    expect(read.services['store-1'].networks).toEqual({
      main: {},
      second: { aliases: ['store-1.second'] },
    })
  })

  test('switches change it as they change a run', () => {
    const one = parse(composeFile(target, { ...options, changes: [{ replicas: { store: 1 } }] }))
    expect(Object.keys(one.services)).toEqual(['store-1', 'web'])
    expect(one.services.web.command).toEqual(['serve', 'store-1'])
  })
})
