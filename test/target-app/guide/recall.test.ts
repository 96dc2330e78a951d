import { expect, test } from 'vitest'
import { Features } from '../../../target-app/guide/features.ts'
import { switchedOff } from '../../../target-app/guide/recall.ts'

const siblings = ['guide-1', 'guide-2']

test('what is off in a sibling is off', async () => {
  const features = new Features()
  features.set('search', false)
  expect(await switchedOff({ siblings, ask: async () => features.all() })).toEqual(['search'])
  features.set('search', true)
  expect(await switchedOff({ siblings, ask: async () => features.all() })).toEqual([])
})

test('a sibling that is not there, or talks of something else, leaves it to the others', async () => {
  const ask = async (sibling: string): Promise<unknown> => {
    if (sibling === 'guide-1') throw new Error('refused')
    return { ask: false }
  }
  expect(await switchedOff({ siblings, ask })).toEqual(['ask'])
  const strange = async (sibling: string) => (sibling === 'guide-1' ? 'hello' : { ask: false })
  expect(await switchedOff({ siblings, ask: strange })).toEqual(['ask'])
})

test('when nobody says, everything is on', async () => {
  const ask = () => Promise.reject(new Error('refused'))
  expect(await switchedOff({ siblings, ask })).toEqual([])
  expect(await switchedOff({ siblings: [], ask })).toEqual([])
})
