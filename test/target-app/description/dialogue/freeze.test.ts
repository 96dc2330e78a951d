import { expect, test } from 'vitest'
import { actions } from '../../../../target-app/description/dialogue/freeze.ts'
import { fakeContext } from '../../../support/fake-target-context.ts'

const dialogues = { dialogue: ['dialogue-1', 'dialogue-2'] }
const freeze = actions['freeze-agents']

test('it says how many were stopped and how many go on', async () => {
  const signals: string[] = []
  const context = fakeContext(dialogues, (_, command) => {
    signals.push(command.at(-1) ?? '')
    return 'found\nfound\n'
  })
  expect(await freeze.run(context)).toBe('4 agents stopped')
  expect(await freeze.undo(context)).toBe('4 agents go on')
  expect(signals).toEqual(['STOP', 'STOP', 'CONT', 'CONT'])
})

test('when no agent was found nothing was done', async () => {
  await expect(freeze.run(fakeContext(dialogues, () => ''))).rejects.toThrow(/no agent/)
  // Those that were replaced meanwhile are not missed.
  expect(await freeze.undo(fakeContext(dialogues, () => ''))).toBe('0 agents go on')
})
