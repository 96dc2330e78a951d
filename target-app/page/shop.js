/** Starts the page. Each part starts for itself: what rests does not keep the others from working. */
import { add, showItems, startCart } from './cart.js'
import { say } from './elements.js'
import { startGuide } from './guide.js'
import { startProducts } from './products.js'

async function start() {
  // The cart shows names and prices of the products, so these come first.
  for (const part of [() => startProducts(add, showItems), startCart]) {
    try {
      await part()
    } catch (error) {
      say(error.message, true)
    }
  }
}

await start()
await startGuide()
