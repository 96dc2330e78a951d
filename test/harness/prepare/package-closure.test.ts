import { expect, test } from 'vitest'
import { packageClosure, type LockFile } from '../../../harness/prepare/package-closure.ts'

const lock: LockFile = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/shop': {
      version: '1.0.0',
      integrity: 'sha-shop',
      dependencies: { money: '^1.0.0', queue: '^2.0.0' },
      optionalDependencies: { 'only-on-windows': '1.0.0', 'never-published': '1.0.0' },
      peerDependencies: { logger: '*', tracer: '*' },
      peerDependenciesMeta: { tracer: { optional: true } },
    },
    'node_modules/shop/node_modules/money': { version: '1.5.0', dependencies: { queue: '^1.0.0' } },
    'node_modules/shop/node_modules/queue': { version: '2.0.0', dependencies: { shop: '*' } },
    'node_modules/queue': { version: '1.0.0' },
    'node_modules/money': { version: '9.0.0' },
    'node_modules/logger': { version: '3.0.0' },
    'node_modules/tracer': { version: '4.0.0' },
    'node_modules/only-on-windows': { version: '1.0.0', os: ['win32'] },
    'node_modules/unrelated': { version: '1.0.0' },
  },
}

const paths = (names: readonly string[]): string[] =>
  packageClosure(lock, names).map(({ path }) => path)

test('takes the nested copy that Node would load, needed peers, and nothing else', () => {
  expect(paths(['shop'])).toEqual([
    'node_modules/logger',
    'node_modules/shop',
    'node_modules/shop/node_modules/money',
    'node_modules/shop/node_modules/queue',
  ])
})

test('a package that needs nothing comes alone', () => {
  expect(paths(['money'])).toEqual(['node_modules/money'])
})

test('the identity holds the version and the integrity', () => {
  const [, shop] = packageClosure(lock, ['shop'])
  expect(shop?.identity).toBe('node_modules/shop@1.0.0 sha-shop')
})

test('an unknown package is an error that says what to type', () => {
  expect(() => packageClosure(lock, ['shoop'])).toThrow(
    expect.objectContaining({
      message: 'package "shoop", needed by the target, is not in package-lock.json',
      hint: 'add it with: npm install -E shoop',
    }),
  )
})
