/** The cart and the checkout. They need nothing of the guide. */
import { element, find, money, newName, press, say } from './elements.js'
import { products } from './products.js'
import { shopper } from './shopper.js'
import { ask, send } from './shop-requests.js'
import { finishWish, makeWish, onWishElsewhere, openWish, takeWish } from './wish.js'

const cartPath = `/carts/${encodeURIComponent(shopper)}`
let items = []
/** Counts what the cart has shown. */
let shown = 0
/** An answer to "Buy" is on its way. */
let buying = false

const unfinished =
  'Your last order is not finished yet. Press “Buy” to finish it: you will not pay twice.'

const isIn = (wish, { token }) => wish.items.some((item) => item.token === token)
/** Not a number as long as the shop has not told the price. */
const priceOf = ({ product, quantity }) => quantity * products.get(product)?.priceCents
const priceWords = (cents) => (Number.isNaN(cents) ? '–' : money(cents))

function showCart(cart) {
  shown += 1
  items = cart.items
  showItems()
  showState()
}

/** Also when names and prices have come after the cart. */
export function showItems() {
  if (shown === 0) return
  find('items').replaceChildren(...items.map(row))
  find('total').textContent = priceWords(items.reduce((sum, item) => sum + priceOf(item), 0))
}

/** An order may be open although the cart is empty: the shop emptied it, and only the answer was lost. */
const nothingToBuy = () => items.length === 0 && openWish() === null

function showState() {
  const words = items.length === 0 ? 'There is nothing in it yet.' : ''
  find('cart-state').textContent = openWish() === null || buying ? words : unfinished
  find('buy').disabled = nothingToBuy()
}

function row(item) {
  const made = document.createElement('li')
  const name = products.get(item.product)?.name ?? item.product
  const button = element('button', '✕', { type: 'button', 'aria-label': `Remove ${name}` })
  button.addEventListener('click', () => void press(button, () => remove(item, name)))
  const words = item.quantity === 1 ? name : `${item.quantity} × ${name}`
  made.append(element('span', words), element('span', priceWords(priceOf(item))), button)
  return made
}

export async function add(product) {
  const item = { token: newName(), product: product.id, quantity: 1 }
  showCart(await send('POST', `${cartPath}/items`, item))
  find('confirmation').textContent = ''
  say(`${product.name} is in your cart.`)
}

async function remove(item, name) {
  const wish = openWish()
  // Taking it out of the cart would not take it out of an order.
  if (wish !== null && isIn(wish, item))
    throw new Error('You may have bought this already. Press “Buy” first to find out.')
  showCart(await send('DELETE', `${cartPath}/items/${encodeURIComponent(item.token)}`))
  say(`${name} is no longer in your cart.`)
  find('cart').focus()
}

/** The wish that is open comes first, with its own key and things; what was added since is bought by another press. */
async function buy() {
  buying = true
  try {
    await finish(openWish() ?? makeWish(items))
  } finally {
    buying = false
    showState()
  }
}

async function finish(wish) {
  const order = await place(wish)
  const before = order.replayed ? ' It was placed before, and you paid once.' : ''
  find('confirmation').textContent =
    `Thank you! Your order number is ${order.number}. You paid ${money(order.totalCents)}.${before}`
  say('')
  showCart({ items: items.filter((item) => !isIn(wish, item)) })
  await showStoredCart()
  if (openWish() === null && items.length > 0)
    say('What is in your cart now is not bought yet. Press “Buy” to buy it.')
}

async function place(wish) {
  try {
    const headers = { 'idempotency-key': wish.key }
    const order = await send('POST', `${cartPath}/checkout`, { items: wish.items }, headers)
    takeWish(wish)
    return order
  } catch (error) {
    if (error.refused) finishWish(wish)
    throw error
  }
}

/** What was read from the shop may be older than what a button has shown since; then it is not shown. */
async function showStoredCart() {
  const before = shown
  try {
    const cart = await ask(cartPath)
    const wish = openWish()
    // What stays in the cart although it was bought would be bought again, so the wish stays as long.
    if (wish?.taken && !cart.items.some((item) => isIn(wish, item))) finishWish(wish)
    if (shown === before) showCart(cart)
  } catch (error) {
    find('cart-state').textContent = error.message
    find('buy').disabled = nothingToBuy()
    throw error
  }
}

export async function startCart() {
  const button = find('buy')
  button.addEventListener('click', () => void press(button, buy, nothingToBuy))
  onWishElsewhere(() => void showStoredCart().catch(() => undefined))
  await showStoredCart()
}
