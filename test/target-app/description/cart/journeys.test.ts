import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { journeys } from '../../../../target-app/description/cart/journeys.ts'

/** A page on which everything is there at once; remembers what is done to which button. */
function pageOf(did: string[]): Page {
  const found = (name: string): object => ({
    getByRole: (_role: string, by: { name?: string } = {}) => found(by.name ?? ''),
    getByText: () => found(name),
    filter: () => found(name),
    first: () => found(name),
    and: () => found(name),
    locator: () => found(name),
    or: () => found(name),
    waitFor: async () => undefined,
    press: async (key: string) => void did.push(`${name}: ${key}`),
    click: async () => void did.push(`${name}: click`),
  })
  const page: Partial<Record<keyof Page, unknown>> = { ...found(''), goto: async () => null }
  return page as unknown as Page
}

async function play(journey: keyof typeof journeys): Promise<readonly string[]> {
  const did: string[] = []
  const page = pageOf(did)
  const context = { url: new URL('http://127.0.0.1'), shopper: 'anna', moment: 'after' } as const
  for (const step of journeys[journey].steps) await step.run(page, context)
  return did
}

test.each([
  ['shop-and-buy', 'Enter'],
  ['browse-while-guide-rests', 'click'],
] as const)('in %s things are added and bought by %s', async (journey, how) => {
  expect(await play(journey)).toEqual([`Add Amber mug to cart: ${how}`, `Buy: ${how}`])
})
