import { expect, test } from 'vitest'
import { rebuildIfLost, type RebuilderParts } from '../../../target-app/cart/rebuilder.ts'

/** What was done, in its order. */
function trial(changes: { whole?: boolean; mine?: boolean; restore?: () => Promise<void> }) {
  const done: string[] = []
  const parts: RebuilderParts = {
    replica: 'cart-1',
    redis: {
      isWhole: async () => changes.whole ?? false,
      mayRebuild: async () => changes.mine ?? true,
      restore: async (documents) => {
        done.push(`restore ${[...documents.keys()].join(' ')}`)
        await changes.restore?.()
      },
      declareWhole: async () => {
        done.push('whole')
      },
    },
    journaled: async () => {
      done.push('read')
      return [{ id: 'me', version: 2, items: [] }]
    },
    settle: async () => {
      done.push('settle')
    },
    onRebuilt: (carts) => done.push(`rebuilt ${carts}`),
  }
  return { parts, done }
}

test('reads the journal only after everybody has written to it, and says "whole" last', async () => {
  const { parts, done } = trial({})
  await rebuildIfLost(parts)
  expect(done).toEqual(['settle', 'read', 'restore cart:me', 'whole', 'rebuilt 1'])
})

test('does nothing while nothing is lost, or while another replica is at it', async () => {
  for (const changes of [{ whole: true }, { mine: false }]) {
    const { parts, done } = trial(changes)
    await rebuildIfLost(parts)
    expect(done).toEqual([])
  }
})

test('half a rebuild is not called whole', async () => {
  const { parts, done } = trial({ restore: () => Promise.reject(new Error('gone again')) })
  await expect(rebuildIfLost(parts)).rejects.toThrow('gone again')
  expect(done).not.toContain('whole')
})
