/** Bad days of the mail provider, which is a foreign company, and what an operator does afterwards. */
import type { Target } from 'aftershock'
import { admin } from '../postgres/operate.ts'
import { askPrimary } from '../postgres/roles.ts'

const needs = ['postgres', 'promo']

export const actions = {
  'mail-provider-down': {
    summary: 'The mail provider takes no letters.',
    needs,
    async run(context) {
      await askPrimary(context, 'UPDATE mail_provider SET down = true')
      return 'the mail provider takes no letters'
    },
    async undo(context) {
      await askPrimary(context, 'UPDATE mail_provider SET down = false')
      return 'the mail provider takes letters again'
    },
  },
  'mailboxes-gone': {
    summary: 'Every fifth shopper has no mailbox any more.',
    needs,
    async run(context) {
      await askPrimary(context, "UPDATE mail_provider SET bounces = '[05]$'")
      return 'every fifth mailbox is gone'
    },
    async undo(context) {
      await askPrimary(context, "UPDATE mail_provider SET bounces = '^bounce-'")
      return 'all mailboxes are there again'
    },
  },
  'dead-letters-sent-again': {
    summary: 'An operator has everything sent once more that was given up.',
    needs,
    run: async (context) => (await admin(context, 'promo', ['dead-letters', 'send-again'])).said,
  },
} as const satisfies NonNullable<Target['actions']>
