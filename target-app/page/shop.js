/** The shop in the browser: products, one cart, one checkout. */

const find = (id) => document.getElementById(id)
const money = (cents) => `€${(cents / 100).toFixed(2)}`
/** Random enough; `crypto.randomUUID` is missing on pages without TLS. */
const newName = () =>
  [...crypto.getRandomValues(new Uint8Array(12))]
    .map((n) => n.toString(16).padStart(2, '0'))
    .join('')
const swatches = { Amber: '#d9932f', Cobalt: '#2f5fae', Moss: '#6d8547', Slate: '#6f7782' }

/** Who is shopping: from the address, or remembered from the last visit. */
function shopperName() {
  const asked = new URLSearchParams(location.search).get('shopper')
  const name = asked ?? localStorage.getItem('shopper') ?? `shopper-${newName()}`
  localStorage.setItem('shopper', name)
  return name
}

const cartPath = `/carts/${encodeURIComponent(shopperName())}`
const products = new Map()
let items = []
/** Counts what the cart has shown. */
let shown = 0
/** One wish to buy: it is kept until there is a clear answer, so that pressing again never pays twice. */
let wish

/** Answers the body, or throws with words for people. */
async function ask(path, options = {}) {
  let response
  try {
    response = await fetch(path, { signal: AbortSignal.timeout(4000), ...options })
  } catch {
    throw new Error('The shop does not answer. Please try again in a moment.')
  }
  const body = await response.json().catch(() => undefined)
  if (response.ok) return body
  throw new Error(body?.error?.message ?? 'Something went wrong. Please try again in a moment.')
}

const send = (method, path, body, headers = {}) =>
  ask(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

function say(text, trouble = false) {
  const notice = find('notice')
  notice.textContent = text
  notice.classList.toggle('trouble', trouble)
}

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag)
  made.textContent = text
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}

/** Runs what a button does; the button rests meanwhile, and trouble is told. */
async function press(button, action) {
  button.disabled = true
  try {
    await action()
  } catch (error) {
    say(error.message, true)
  } finally {
    button.disabled = button.id === 'buy' && items.length === 0
  }
}

function showProducts() {
  find('products').replaceChildren(
    ...[...products.values()].map((product) => {
      const card = document.createElement('li')
      const swatch = element('div', '', { class: 'swatch', 'aria-hidden': 'true' })
      swatch.style.setProperty('--swatch', swatches[product.name.split(' ')[0]] ?? '#999')
      const button = element('button', 'Add to cart', {
        type: 'button',
        'aria-label': `Add ${product.name} to cart`,
      })
      button.addEventListener('click', () => void press(button, () => add(product)))
      const price = element('p', money(product.priceCents), { class: 'soft' })
      card.append(swatch, element('h3', product.name), price, button)
      return card
    }),
  )
}

const priceOf = ({ product, quantity }) => quantity * (products.get(product)?.priceCents ?? 0)

function showCart(cart) {
  shown += 1
  items = cart.items
  wish = undefined
  find('items').replaceChildren(
    ...items.map((item) => {
      const row = document.createElement('li')
      const name = products.get(item.product)?.name ?? item.product
      const button = element('button', '✕', { type: 'button', 'aria-label': `Remove ${name}` })
      button.addEventListener('click', () => void press(button, () => remove(item, name)))
      const words = item.quantity === 1 ? name : `${item.quantity} × ${name}`
      row.append(element('span', words), element('span', money(priceOf(item))), button)
      return row
    }),
  )
  find('total').textContent = money(items.reduce((sum, item) => sum + priceOf(item), 0))
  find('cart-state').textContent = items.length === 0 ? 'There is nothing in it yet.' : ''
  find('buy').disabled = items.length === 0
}

async function add(product) {
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
    {
      'idempotency-key': wish.key,
    },
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

async function start() {
  find('buy').addEventListener('click', () => void press(find('buy'), buy))
  for (const load of [showStoredProducts, showStoredCart]) {
    try {
      await load()
    } catch (error) {
      say(error.message, true)
    }
  }
}

async function showStoredProducts() {
  const answer = await ask('/products')
  for (const product of answer.products) products.set(product.id, product)
  showProducts()
}

await start()
