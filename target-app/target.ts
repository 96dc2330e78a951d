/** The reference shop as Aftershock sees it. Nothing in the shop itself knows that this file exists. */
import type { Target } from 'aftershock'
import { backup } from './description/backup.ts'
import { cart } from './description/cart/cart.ts'
import { dialogue } from './description/dialogue.ts'
import { edge } from './description/edge.ts'
import { guide } from './description/guide/guide.ts'
import { locks } from './description/locks.ts'
import { monitor } from './description/monitor.ts'
import { assemble } from './description/part.ts'
import { postgres } from './description/postgres/postgres.ts'
import { promo } from './description/promo/promo.ts'
import { queue } from './description/queue.ts'
import { search } from './description/search.ts'
import { release } from './description/release.ts'
import { shopImage } from './description/shop-image.ts'
import { supervised, supervisionLinks } from './description/supervision.ts'
import { watchdog } from './description/watchdog.ts'
import { weaknesses } from './weaknesses.ts'

const shop = assemble([
  shopImage,
  edge,
  postgres,
  cart,
  backup,
  guide,
  search,
  dialogue,
  queue,
  promo,
  watchdog,
  monitor,
  release,
  locks,
])

export default {
  name: 'shop',
  summary: 'A shop with an edge, carts in Redis with Sentinel, and orders in PostgreSQL.',
  entry: { service: 'edge', port: 80 },
  loadScript: 'load/operations.ts',
  ...shop,
  services: supervised(shop.services),
  links: [...shop.links, ...supervisionLinks(shop.services)],
  networks: { second: { summary: 'A second way from the edge to the carts.' } },
  weaknesses,
} satisfies Target
