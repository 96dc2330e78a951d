import { expect, test } from 'vitest'
import { conditions } from '../../../../target-app/description/postgres/conditions.ts'
import { askPrimary, roles } from '../../../../target-app/description/postgres/roles.ts'
import { fakeContext } from '../../../support/fake-target-context.ts'

const both = { postgres: ['postgres-1', 'postgres-2'] }
const answers = (byName: Record<string, string>) =>
  fakeContext(both, (name) => {
    const answer = byName[name]
    if (answer === undefined) throw new Error(`${name} is gone`)
    return answer
  })

test('the primary is the one that was promoted last, although the old one is back', async () => {
  const context = answers({ 'postgres-1': 'primary 1 0 f\n', 'postgres-2': 'primary 2 0 f\n' })
  expect(await roles['postgres:primary'].resolve(context)).toBe('postgres-2')
})

test('the standby is found although the primary is gone', async () => {
  const context = answers({ 'postgres-2': 'standby 0 0 f\n' })
  expect(await roles['postgres:standby'].resolve(context)).toBe('postgres-2')
  await expect(roles['postgres:primary'].resolve(context)).rejects.toThrow('no PostgreSQL')
})

test('all is well when every standby follows', async () => {
  const standby = 'standby 0 0 f'
  const well = answers({ 'postgres-1': 'primary 1 1 t', 'postgres-2': standby })
  expect(await conditions['postgres-replicates'].holds(well)).toBe(true)
  const behind = answers({ 'postgres-1': 'primary 1 0 f', 'postgres-2': standby })
  expect(await conditions['postgres-replicates'].holds(behind)).toEqual({
    because: '0 of 1 standbys follow postgres-1',
  })
})

test('questions go to the primary', async () => {
  const asked: string[] = []
  const context = fakeContext(both, (name, command) => {
    if (command.includes('select 7')) {
      asked.push(name)
      return '7\n'
    }
    return name === 'postgres-2' ? 'primary 3 1 t' : 'standby 0 0 f'
  })
  expect(await askPrimary(context, 'select 7')).toBe('7')
  expect(asked).toEqual(['postgres-2'])
})
