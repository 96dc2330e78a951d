/** The cart and the checkout. They need nothing of the guide. */
import { element, find, money, newName, press, say } from './elements.js'
import { products } from './products.js'
import { shopper } from './shopper.js'
import { ask, send } from './shop-requests.js'

const cartPath = `/carts/${encodeURIComponent(shopper)}`
let items = []
/** Counts what the cart has shown. */
let shown = 0
/** One wish to buy: it is kept until there is a clear answer, so that pressing again never pays twice. */
let wish

const priceOf = ({ product, quantity }) => quantity * (products.get(product)?.priceCents ?? 0)

function showCart(cart) {
  shown += 1
  items = cart.items
  wish = undefined
  find('items').replaceChildren(...items.map(row))
  find('total').textContent = money(items.reduce((sum, item) => sum + priceOf(item), 0))
  find('cart-state').textContent = items.length === 0 ? 'There is nothing in it yet.' : ''
  find('buy').disabled = items.length === 0
}

function row(item) {
  const made = document.createElement('li')
  const name = products.get(item.product)?.name ?? item.product
  const button = element('button', '✕', { type: 'button', 'aria-label': `Remove ${name}` })
  button.addEventListener('click', () => void press(button, () => remove(item, name)))
  const words = item.quantity === 1 ? name : `${item.quantity} × ${name}`
  made.append(element('span', words), element('span', money(priceOf(item))), button)
  return made
}

export async function add(product) {
  const item = { token: newName(), product: product.id, quantity: 1 }
  showCart(await send('POST', `${cartPath}/items`, item))
  find('confirmation').textContent = ''
  say(`${product.name} is in your cart.`)
}

async function remove(item, name) {
  showCart(await send('DELETE', `${cartPath}/items/${encodeURIComponent(item.token)}`))
  say(`${name} is no longer in your cart.`)
  find('cart').focus()
}

async function buy() {
  wish ??= { key: newName(), items }
  const order = await send(
    'POST',
    `${cartPath}/checkout`,
    { items: wish.items },
    { 'idempotency-key': wish.key },
  )
  find('confirmation').textContent =
    `Thank you! Your order number is ${order.number}. You paid ${money(order.totalCents)}.`
  say('')
  showCart({ items: [] })
  await showStoredCart()
}

/** What was read from the shop may be older than what a button has shown since; then it is not shown. */
async function showStoredCart() {
  const before = shown
  try {
    const cart = await ask(cartPath)
    if (shown === before) showCart(cart)
  } catch (error) {
    find('cart-state').textContent = error.message
    throw error
  }
}

export async function startCart() {
  const button = find('buy')
  button.addEventListener('click', () => void press(button, buy, () => items.length === 0))
  await showStoredCart()
}
