import { expect, test } from 'vitest'
import { replicationProblem } from '../../../../target-app/description/cart/conditions.ts'
import { fieldsOf, primaryOf, roles } from '../../../../target-app/description/cart/redis-roles.ts'
import { fakeContext } from '../../../support/fake-target-context.ts'

const view = (ip: string, epoch: number): string =>
  `name\nshop\nip\nold\nflags\nmaster\nconfig-epoch\n${epoch}\nprimary\n${ip}\n`
const replica = (ip: string, flags: string): string =>
  `name\n${ip}:6379\nip\n${ip}\nflags\n${flags}\n`

test('splits redis-cli’s raw output at every name', () => {
  const all = fieldsOf(replica('redis-1', 'slave') + replica('redis-2', 's_down,slave'))
  expect(all.map((fields) => [fields.get('ip'), fields.get('flags')])).toEqual([
    ['redis-1', 'slave'],
    ['redis-2', 's_down,slave'],
  ])
})

test('an empty answer names no primary', () => {
  expect(primaryOf(fieldsOf('\n'))).toBeUndefined()
})

test('the primary is who the newest epoch names, although one sentinel is paused', async () => {
  const context = fakeContext(
    { sentinel: ['sentinel-1', 'sentinel-2', 'sentinel-3'] },
    (sentinel) => {
      if (sentinel === 'sentinel-2') throw new Error('the container is paused')
      return sentinel === 'sentinel-1' ? view('redis-1', 0) : view('redis-3', 1)
    },
  )
  expect(await roles['redis:primary'].resolve(context)).toBe('redis-3')
})

test('the replica is a healthy one', async () => {
  const context = fakeContext({ sentinel: ['sentinel-1'] }, (_, command) =>
    command.join(' ').includes('master')
      ? view('redis-3', 1)
      : replica('redis-1', 's_down,slave') + replica('redis-2', 'slave'),
  )
  expect(await roles['redis:replica'].resolve(context)).toBe('redis-2')
})

test('says when nobody knows the primary', async () => {
  const context = fakeContext({ sentinel: ['sentinel-1'] }, () => {
    throw new Error('gone')
  })
  await expect(roles['redis:primary'].resolve(context)).rejects.toThrow('no sentinel says')
})

const info = (lag: number): string =>
  `role:master\r\nconnected_slaves:1\r\nslave0:ip=redis-2,port=6379,state=online,offset=1,lag=${lag},type=replica\r\n`

test('counts only replicas that are online and close behind', () => {
  expect(replicationProblem(info(1), 1)).toBeUndefined()
  expect(replicationProblem(info(7), 1)).toBe('0 of 1 Redis replicas follow the primary')
  expect(replicationProblem(info(0).replace('online', 'send_bulk'), 1)).toBeDefined()
  expect(replicationProblem('role:slave\r\n', 1)).toBe('the primary does not think it is one')
})
