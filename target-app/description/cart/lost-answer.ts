/** The answer to "Buy" is lost on its way to the page, and the shopper presses again. */
import type { JourneyStep } from 'aftershock'
import type { Page, Route } from 'playwright'
import { z } from 'zod'

const Order = z.object({ number: z.number() })

/** The order that a page was never told of. */
const untold = new WeakMap<Page, number>()

const pressBuy = (page: Page) => page.getByRole('button', { name: 'Buy' }).click()

/** Before anything is hurt the answer comes: then a page that cannot bear the loss fails because of the loss. */
export const loseAnswer: JourneyStep = {
  name: 'press "Buy", and lose the answer',
  async run(page, { moment }) {
    if (moment === 'baseline') return
    await page.route('**/checkout', (route) => carryOutUntold(page, route), { times: 1 })
    await pressBuy(page)
    await page.getByRole('status').filter({ hasText: 'does not answer' }).waitFor()
    if (!untold.has(page)) throw new Error('no order was placed, so no answer was lost')
  },
}

/** Lets the shop do what it is asked and keeps what it says. Never throws. */
async function carryOutUntold(page: Page, route: Route): Promise<void> {
  try {
    const answer = await route.fetch()
    untold.set(page, Order.parse(await answer.json()).number)
  } catch {
    // The step tells that there is no order.
  }
  await route.abort().catch(() => undefined)
}

export const buyOnce: JourneyStep = {
  name: 'press "Buy", and see the number of that one order',
  async run(page) {
    await pressBuy(page)
    const words = page.getByText(/Thank you! Your order number is \d+/)
    await words.waitFor()
    const number = Number(/\d+/.exec(await words.innerText())?.[0])
    const first = untold.get(page) ?? number
    if (number !== first)
      throw new Error(
        `bought twice: order ${first}, of which nothing was heard, and order ${number}`,
      )
  },
}

export const comeBack: JourneyStep = {
  name: 'load the page anew and find the cart empty',
  async run(page) {
    await page.reload()
    await page.getByText('There is nothing in it yet.').waitFor()
  },
}
