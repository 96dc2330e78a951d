/** The way in. */
import type { Part } from './part.ts'

export const edge: Part = {
  images: { edge: { context: 'edge', base: 'base' } },
  services: {
    edge: {
      summary: 'HAProxy: the way in; sends shoppers to cart replicas that are ready.',
      image: 'edge',
      ports: [80, 8404],
      ready: { http: '/edge/status', port: 80 },
      environment: ({ replicasOf }) => ({ CART_REPLICAS: replicasOf('cart').join(' ') }),
      after: ['cart'],
    },
  },
  links: [{ from: 'edge', to: 'cart', port: 8080 }],
}
