/** What one person does in the browser. */
import type { Journey, JourneyStep, Target } from 'aftershock'
import type { Locator, Page } from 'playwright'
import { buyOnce, comeBack, loseAnswer } from './lost-answer.ts'

const products = (page: Page) => page.getByRole('list', { name: 'Products' })

const open: JourneyStep = {
  name: 'open the shop',
  async run(page, { url, shopper }) {
    await page.goto(new URL(`/?shopper=${encodeURIComponent(shopper)}`, url).href)
    await products(page).getByRole('heading', { name: 'Amber mug' }).waitFor()
  },
}

const addButton = (page: Page) =>
  products(page).getByRole('button', { name: 'Add Amber mug to cart' })
const buyButton = (page: Page) => page.getByRole('button', { name: 'Buy' })

/** A click waits until the button takes it; a key would be pressed on one that is disabled, and lost. */
const pressEnter = (page: Page, button: Locator) =>
  button.and(page.locator(':enabled')).press('Enter')

const isTold = (page: Page) =>
  page.getByRole('status').filter({ hasText: 'Amber mug is in your cart' }).waitFor()

const add: JourneyStep = {
  name: 'add a product',
  async run(page) {
    await addButton(page).click()
    await isTold(page)
  },
}

/** Some people have no mouse: a button must do the same when it is focused and Enter is pressed. */
const addByKeyboard: JourneyStep = {
  name: 'add a product by keyboard',
  async run(page) {
    await pressEnter(page, addButton(page))
    await isTold(page)
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
    await buyButton(page).click()
  },
}

const checkoutByKeyboard: JourneyStep = {
  name: 'check out by keyboard',
  async run(page) {
    await pressEnter(page, buyButton(page))
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

const findAndAdd: JourneyStep = {
  name: 'search and add what was found',
  async run(page, context) {
    await page.getByRole('searchbox', { name: 'Search the shop' }).fill('amber mug')
    await page.getByRole('button', { name: 'Search' }).press('Enter')
    await page
      .getByRole('status')
      .filter({ hasText: /for “amber mug”/ })
      .waitFor()
    await add.run(page, context)
  },
}

const ask: JourneyStep = {
  name: 'ask the guide and read its answer',
  async run(page) {
    await page.getByRole('textbox', { name: 'Your question' }).fill('How long does delivery take?')
    await page.getByRole('button', { name: 'Ask', exact: true }).press('Enter')
    await page.getByRole('log', { name: "The guide's answer" }).getByText('That is all').waitFor()
  },
}

/** With a guide there is something to click on; without one the page says so and does not just stay empty. */
const seeGuideOrItsRest: JourneyStep = {
  name: 'see recommendations, or that the guide rests',
  async run(page) {
    const offered = page.getByRole('list', { name: 'Recommendations' }).getByRole('button')
    await offered
      .or(page.getByText(/The guide is resting/))
      .first()
      .waitFor()
  },
}

export const journeys = {
  'shop-and-buy': {
    summary:
      'By keyboard a shopper adds a product, sees it in the cart, checks out and gets an order number.',
    steps: [open, addByKeyboard, seeCart, checkoutByKeyboard, seeOrder],
  },
  'keep-shopping': keepShopping,
  'buy-after-lost-answer': {
    summary: 'A shopper who never heard of the order presses "Buy" again, and has that one order.',
    steps: [open, add, loseAnswer, buyOnce, comeBack],
  },
  'ask-and-buy': {
    summary: 'A shopper searches, asks the guide, reads its whole answer and buys.',
    needs: ['guide', 'search', 'dialogue'],
    steps: [open, findAndAdd, ask, seeCart, checkout, seeOrder],
  },
  'browse-while-guide-rests': {
    summary:
      'A shopper sees recommendations, or is told that the guide rests, and can buy in either case.',
    steps: [open, seeGuideOrItsRest, add, seeCart, checkout, seeOrder],
  },
} as const satisfies NonNullable<Target['journeys']>
