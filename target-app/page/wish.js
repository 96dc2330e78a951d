/**
 * A wish to buy: its key, and the things that the shopper saw. It is remembered until it is finished, also by a
 * page that is loaded anew and by other tabs, so that pressing "Buy" again asks with the same key and never
 * pays twice.
 */
import { newName } from './elements.js'
import { shopper } from './shopper.js'

const place = `wish-${shopper}`

const remember = (wish) => localStorage.setItem(place, JSON.stringify(wish))

/** The one that is not finished yet; null: there is none. */
export const openWish = () => JSON.parse(localStorage.getItem(place))

/** Remembered before the shop is asked: whatever happens to the answer, the key is still known. */
export function makeWish(items) {
  const wish = { key: newName(), items }
  remember(wish)
  return wish
}

/** There is an order for it. */
export function takeWish(wish) {
  if (isOpen(wish)) remember({ ...wish, taken: true })
}

export function finishWish(wish) {
  if (isOpen(wish)) localStorage.removeItem(place)
}

/** Another tab may have finished it since, and made a new one. */
const isOpen = ({ key }) => openWish()?.key === key

/** Calls back when another tab makes, takes or finishes a wish. */
export function onWishElsewhere(then) {
  addEventListener('storage', ({ key }) => {
    if (key === place) then()
  })
}
