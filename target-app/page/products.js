/** The products: all of them, one category, or what a search found. */
import { element, find, money, press } from './elements.js'
import { ask } from './shop-requests.js'

/** How many are shown at once: about three rows. */
const pageSize = 24
const againMs = 3000
const swatches = { Amber: '#d9932f', Cobalt: '#2f5fae', Moss: '#6d8547', Slate: '#6f7782' }
/** Things that come in no colour of the shop get one of their name. */
const swatchOf = ({ name, category }) => {
  const hue = [...category].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360
  return swatches[name.split(' ')[0]] ?? `hsl(${hue} 30% 55%)`
}

/** By id; empty until the shop has told. */
export const products = new Map()
let listed = []
let shownUpTo = pageSize
let onAdd = async () => {}

/** One product as a list entry with its button. */
export function card(product) {
  const entry = document.createElement('li')
  const swatch = element('div', '', { class: 'swatch', 'aria-hidden': 'true' })
  swatch.style.setProperty('--swatch', swatchOf(product))
  const button = element('button', 'Add to cart', {
    type: 'button',
    'aria-label': `Add ${product.name} to cart`,
  })
  button.addEventListener('click', () => void press(button, () => onAdd(product)))
  const price = element('p', money(product.priceCents), { class: 'soft' })
  entry.append(swatch, element('h3', product.name), price, ...said(product), button)
  return entry
}

/** What others say of it, where the search told. */
function said({ reviews }) {
  if (reviews === undefined) return []
  const { stars, count } = reviews
  const words = `★ ${stars.toFixed(1)} · ${count} ${count === 1 ? 'review' : 'reviews'}`
  return [element('p', words, { class: 'soft' })]
}

/** Shows a list of products; `words` says what it is. */
export function showList(list, words) {
  listed = list
  shownUpTo = pageSize
  find('found').textContent = words
  showListed()
}

function showListed() {
  find('products').replaceChildren(...listed.slice(0, shownUpTo).map(card))
  find('more').hidden = listed.length <= shownUpTo
}

/** Everything, or the category that is chosen. */
export function showCategory() {
  const category = find('category').value
  const all = [...products.values()]
  const list = category === '' ? all : all.filter((product) => product.category === category)
  find('all').hidden = true
  showList(list, `${list.length} products`)
}

/** `onTold` is called when the shop has told the products, which may be long after this has failed. */
export async function startProducts(add, onTold) {
  onAdd = add
  find('category').addEventListener('change', showCategory)
  find('all').addEventListener('click', showCategory)
  find('more').addEventListener('click', () => {
    const firstNew = shownUpTo
    shownUpTo += pageSize
    showListed()
    // Whoever uses the keyboard goes on where the new ones begin.
    find('products').children[firstNew]?.querySelector('button')?.focus()
  })
  await askForProducts(onTold)
}

/** In a crowd the shop turns away who only looks. It is asked again until it has told them. */
async function askForProducts(onTold) {
  let answer
  try {
    answer = await ask('/products')
  } catch (error) {
    setTimeout(() => void askForProducts(onTold).catch(() => undefined), waitAfter(error))
    throw error
  }
  for (const product of answer.products) products.set(product.id, product)
  const categories = [...new Set(answer.products.map(({ category }) => category))].toSorted(
    (a, b) => a.localeCompare(b),
  )
  find('category').append(...categories.map((name) => element('option', name, { value: name })))
  // What a search has found meanwhile stays.
  if (find('all').hidden) showCategory()
  onTold()
}

/** Not everybody who was turned away comes back at once. */
const waitAfter = ({ afterMs = 0 }) => Math.max(afterMs, againMs) * (1 + Math.random())
