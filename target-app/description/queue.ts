/** The broker between services that need not wait for each other; each area declares its own links to it. */
import type { Part } from './part.ts'

export const queue: Part = {
  images: { rabbitmq: { context: 'rabbitmq', base: 'base' } },
  services: {
    rabbitmq: {
      summary: 'RabbitMQ: keeps messages between services until they are done.',
      image: 'rabbitmq',
      ports: [5672, 15692],
      ready: { log: /Server startup complete/ },
    },
  },
}
