import { expect, test } from 'vitest'
import { letterOf } from '../../../target-app/promo/letters.ts'
import { errandFor } from '../../support/errands.ts'

test('a promotion says its title and its code', () => {
  expect(letterOf(errandFor('t1'))).toEqual({
    subject: 'Welcome',
    body: 'Dear shopper-t1, Welcome: your code is t1.',
  })
})

test('a receipt says number and sum, exact to the cent', () => {
  const details = { number: 1001, totalCents: 1905 }
  const { subject, body } = letterOf({ ...errandFor('k'), kind: 'receipt', details })
  expect(subject).toBe('Your order 1001')
  expect(body).toContain('order 1001 over 19.05.')
})
