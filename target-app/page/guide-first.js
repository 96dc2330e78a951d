/** The weakness `page-waits-for-guide`, put before shop.js: what follows happens only when the guide has answered. */
import { ask } from './shop-requests.js'
import { shopper } from './shopper.js'

await ask(`/guide/recommend?shopper=${encodeURIComponent(shopper)}`)
