import type { StepContext } from 'aftershock'
import type { Page, Route } from 'playwright'
import { describe, expect, test } from 'vitest'
import { buyOnce, loseAnswer } from '../../../../target-app/description/cart/lost-answer.ts'

/** A page whose button asks the shop; each press is answered with the next of these orders. */
function pageOf(...orders: readonly (number | undefined)[]) {
  const waiting = [...orders]
  let onRoute: ((route: Route) => Promise<void>) | undefined
  let shown: number | undefined
  const press = async () => {
    const number = waiting.shift()
    const lose = onRoute
    onRoute = undefined
    if (lose === undefined) shown = number
    else await lose(routeOf(number))
  }
  const page: Partial<Record<keyof Page, unknown>> = {
    route: async (_: string, handler: typeof onRoute) => {
      onRoute = handler
    },
    getByRole: () => ({ click: press, filter: () => ({ waitFor: async () => undefined }) }),
    getByText: () => ({
      waitFor: async () => {
        if (shown === undefined) throw new Error('no order number')
      },
      innerText: async () => `Thank you! Your order number is ${shown}. You paid €9.37.`,
    }),
  }
  return page as unknown as Page
}

/** Undefined: the shop refuses. */
function routeOf(number: number | undefined): Route {
  const body = number === undefined ? { error: { code: 'checkout-resting' } } : { number }
  const route: Partial<Record<keyof Route, unknown>> = {
    fetch: async () => ({ json: async () => body }),
    abort: async () => undefined,
  }
  return route as unknown as Route
}

async function play(page: Page, moment: StepContext['moment']): Promise<void> {
  const context = { url: new URL('http://127.0.0.1'), shopper: 'anna', moment }
  await loseAnswer.run(page, context)
  await buyOnce.run(page, context)
}

describe('a shopper who never heard of the order', () => {
  test('gets that order by pressing again', async () => {
    await expect(play(pageOf(1001, 1001), 'after')).resolves.toBeUndefined()
  })

  test('has bought twice when there is another', async () => {
    await expect(play(pageOf(1001, 1002), 'after')).rejects.toThrow(
      'bought twice: order 1001, of which nothing was heard, and order 1002',
    )
  })

  test('is not played when the shop took no order', async () => {
    await expect(play(pageOf(undefined, 1001), 'after')).rejects.toThrow('no order was placed')
  })

  test('hears of it in the baseline, and presses once', async () => {
    await expect(play(pageOf(1001), 'baseline')).resolves.toBeUndefined()
  })
})
