/** The weakness `page-waits-for-guide`, served in the place of shop.js: first the guide, then the shop. */
import { add, showItems, startCart } from './cart.js'
import { startGuide } from './guide.js'
import { startProducts } from './products.js'
import { ask } from './shop-requests.js'
import { shopper } from './shopper.js'

await ask(`/guide/recommend?shopper=${encodeURIComponent(shopper)}`)
await startProducts(add, showItems)
await startCart()
await startGuide()
