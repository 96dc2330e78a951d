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
        'supervisor',
        'watchdog',
        'catalogue',
        'recommend',
        'guide',
      ],
      packages: 'hono @hono/node-server pino cockatiel prom-client redis pg amqplib zod'.split(' '),
    },
  },
}
