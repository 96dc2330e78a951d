/** What one person does in the browser. */
import type { Journey, JourneyStep, Target } from 'aftershock'

const open: JourneyStep = {
  name: 'open the shop',
  async run(page, { url, shopper }) {
    await page.goto(new URL(`/?shopper=${encodeURIComponent(shopper)}`, url).href)
    await page.getByRole('heading', { name: 'Amber mug' }).waitFor()
  },
}

const add: JourneyStep = {
  name: 'add a product',
  async run(page) {
    await page.getByRole('button', { name: 'Add Amber mug to cart' }).click()
    await page.getByRole('status').filter({ hasText: 'Amber mug is in your cart' }).waitFor()
  },
}

const seeCart: JourneyStep = {
  name: 'see it in the cart',
  async run(page) {
    await page.getByRole('list', { name: 'Cart items' }).getByText('Amber mug').first().waitFor()
  },
}

const checkout: JourneyStep = {
  name: 'check out',
  async run(page) {
    await page.getByRole('button', { name: 'Buy' }).click()
  },
}

const seeOrder: JourneyStep = {
  name: 'see the order number',
  async run(page) {
    await page.getByText(/Thank you! Your order number is \d+/).waitFor()
  },
}

const keepShopping: Journey = {
  summary: 'A shopper adds a product and sees it in the cart.',
  steps: [open, add, seeCart],
}

export const journeys = {
  'shop-and-buy': {
    summary: 'A shopper adds a product, sees it in the cart, checks out and gets an order number.',
    steps: [open, add, seeCart, checkout, seeOrder],
  },
  'keep-shopping': keepShopping,
} as const satisfies NonNullable<Target['journeys']>
