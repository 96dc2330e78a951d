/** The one image of all services written in TypeScript. */
import type { Part } from './part.ts'

export const shopImage: Part = {
  images: {
    shop: {
      context: 'image',
      base: 'node',
      files: [
        'contracts',
        'service',
        'page',
        'cart',
        'promo',
        'locks',
        'supervisor',
        'watchdog',
        'admin',
        'backup',
        'catalogue',
        'recommend',
        'trainer',
        'guide',
        'search',
        'dialogue',
      ],
      packages:
        'hono @hono/node-server pino cockatiel prom-client commander redis pg node-zookeeper-client amqplib minisearch zod'.split(
          ' ',
        ),
    },
  },
}
