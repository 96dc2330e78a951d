import { expect, test } from 'vitest'
import { backup } from '../../../target-app/description/backup.ts'
import { fakeContext } from '../../support/fake-target-context.ts'

const services = { backup: ['backup'] }

test('the recovery point is that of the last restore', async () => {
  const note = { backup: 7, recoveryPoint: 1795264570000, orders: 3, carts: 2 }
  const context = fakeContext(services, () => JSON.stringify(note))
  expect(await backup.ledgers?.backup?.read(context)).toEqual({
    tokens: {},
    totals: { recoveryPoint: 1795264570000 },
  })
})

test('an operator who saw no mistake restores to the newest point', async () => {
  const asked: string[] = []
  const context = fakeContext(services, (_, command) => {
    asked.push(command.slice(2).join(' '))
    return 'backup 7: 3 missing orders'
  })
  expect(await backup.actions?.['restore-backup']?.run(context)).toBe('backup 7: 3 missing orders')
  expect(asked).toEqual(['backup restore'])
})
