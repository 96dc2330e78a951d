import { expect, test } from 'vitest'
import { z } from 'zod'
import { lockEnvironment, lockSettings } from '../../../target-app/locks/settings.ts'

const read = (environment: Record<string, string>) =>
  lockSettings(z.object(lockEnvironment).parse(environment))

test('without a word, locks and fences are on and the checkout’s lock lies with the orders', () => {
  expect(read({})).toEqual({
    zookeeper: [],
    checkout: 'postgres',
    locks: true,
    fencing: true,
    sharedKey: true,
    ownerCheck: true,
  })
})

test('each can be switched off, and ZooKeeper named', () => {
  const off = { LOCKS: 'off', FENCING: 'off', SHARED_LOCK_KEY: 'off', LOCK_OWNER_CHECK: 'off' }
  expect(read({ ...off, ZOOKEEPER: 'zookeeper', CHECKOUT_LOCK: 'zookeeper' })).toEqual({
    zookeeper: ['zookeeper'],
    checkout: 'zookeeper',
    locks: false,
    fencing: false,
    sharedKey: false,
    ownerCheck: false,
  })
})
