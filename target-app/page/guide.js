/** The guide: recommendations, search and questions. The page sells without any of it. */
import { element, find, newName, press, say } from './elements.js'
import { card, products, showCategory, showList } from './products.js'
import { ask, request } from './shop-requests.js'
import { shopper } from './shopper.js'
import { readEvents } from './stream.js'

const resting =
  'The guide is resting. You can go on shopping; recommendations come back by themselves.'
/** What is shown above recommendations, by the tier that the guide names. */
const tierWords = {
  personal: 'Chosen for you, from what people with your taste buy.',
  category: 'Liked by others in the same category.',
  popular: 'What most people buy.',
  resting,
}
const shownAtOnce = 4
const lookAgainMs = 15_000

async function showRecommendations() {
  let answer = { tier: 'resting', products: [] }
  try {
    answer = await ask(`/guide/recommend?shopper=${encodeURIComponent(shopper)}`)
  } catch {
    // Told by the words of the tier.
  }
  find('tier').textContent = answer.message ?? tierWords[answer.tier] ?? tierWords.popular
  find('recommendations').dataset.tier = answer.tier
  find('recommended').replaceChildren(...answer.products.slice(0, shownAtOnce).map(card))
}

async function search() {
  const query = find('query').value.trim()
  if (query === '') return showCategory()
  try {
    const answer = await ask(`/guide/search?q=${encodeURIComponent(query)}`)
    if (answer.tier === 'resting') throw new Error(answer.message ?? 'The search is resting.')
    const lack = { cached: ' (from a moment ago)', partial: ' (without reviews for a moment)' }
    const words = `${answer.products.length} found for “${query}”${lack[answer.tier] ?? ''}`
    showList(answer.products, words)
  } catch {
    // Names are here already, so the page can look for itself.
    const list = byName(query)
    showList(list, `The search is resting. ${list.length} names fit, for “${query}”`)
  }
  find('all').hidden = false
}

/** Products whose name or category has a word of the query; those that have most of them first. */
function byName(query) {
  const words = query.toLowerCase().split(/\s+/)
  const fits = ({ name, category }) =>
    words.filter((word) => `${name} ${category}`.toLowerCase().includes(word)).length
  return [...products.values()]
    .filter((product) => fits(product) > 0)
    .toSorted((a, b) => fits(b) - fits(a))
}

/** Asks and shows the answer as it comes. A broken-off answer is asked for again from where it ended. */
async function askGuide() {
  const question = find('question').value.trim()
  if (question === '') return
  const said = element('p', '')
  const state = element('p', 'One moment …', { class: 'soft' })
  find('answer').replaceChildren(element('p', question, { class: 'question' }), said, state)
  const id = newName()
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      if (await hear({ id, shopper, question, from: said.textContent.length }, said, state)) return
    } catch (error) {
      state.textContent = said.textContent === '' ? error.message : 'The answer broke off here.'
      if (said.textContent === '') return
    }
  }
  state.textContent = 'The answer broke off here. Please ask again in a moment.'
}

/** True when the answer came to a clear end, good or not. */
async function hear(body, said, state) {
  const response = await request(
    '/guide/ask',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    30_000,
  )
  for await (const event of readEvents(response)) {
    if (event.event === 'position') state.textContent = `You are number ${event.position} in line.`
    if (event.event === 'token') {
      said.textContent = said.textContent.slice(0, event.offset) + event.text
      state.textContent = '…'
    }
    if (event.event === 'end') state.textContent = 'That is all.'
    if (event.event === 'sorry') state.textContent = event.message
    if (event.event === 'end' || event.event === 'sorry') return true
  }
  return false
}

export async function startGuide() {
  find('search').addEventListener('submit', (event) => {
    event.preventDefault()
    void press(event.submitter ?? find('query'), search)
  })
  find('ask').addEventListener('submit', (event) => {
    event.preventDefault()
    say('')
    void press(event.submitter ?? find('question'), askGuide)
  })
  setInterval(() => void showRecommendations(), lookAgainMs)
  await showRecommendations()
}
