/** The guide and the recommender behind it. */
import type { Part } from '../part.ts'
import { actions } from './actions.ts'
import { conditions } from './conditions.ts'
import { logEvents } from './log-events.ts'
import { mechanisms } from './mechanisms.ts'
import { reset } from './reset.ts'

export const guide: Part = {
  services: {
    recommend: {
      summary: 'What a shopper might like, from what all of them bought.',
      image: 'shop',
      command: () => ['recommend'],
      // With two, a replica that leaves moves everybody to the other, however shoppers are placed.
      replicas: 3,
      ports: [8080],
      ready: { log: /"event":"ready"/ },
      environment: ({ name, replicasOf }) => ({
        REPLICA: name,
        RABBITMQ: replicasOf('rabbitmq').join(' '),
      }),
    },
    trainer: {
      summary: 'Learns who bought what together: parts of a training, taken from a queue.',
      image: 'shop',
      command: () => ['trainer'],
      replicas: 2,
      ports: [8080],
      ready: { log: /"event":"ready"/ },
      environment: ({ name, replicasOf }) => ({
        REPLICA: name,
        RABBITMQ: replicasOf('rabbitmq').join(' '),
        RECOMMEND: replicasOf('recommend').join(' '),
      }),
      after: ['rabbitmq'],
    },
    guide: {
      summary:
        'What to buy, where to find it, and answers: from recommenders, search and dialogue.',
      image: 'shop',
      command: () => ['guide'],
      replicas: 2,
      ports: [8080],
      ready: { log: /"event":"ready"/ },
      environment: ({ name, replicasOf }) => ({
        REPLICA: name,
        GUIDES: replicasOf('guide').join(' '),
        RECOMMEND: replicasOf('recommend').join(' '),
        SEARCH: replicasOf('search').join(' '),
        DIALOGUE: replicasOf('dialogue').join(' '),
      }),
    },
  },
  links: [
    // A guide that is started again asks the others what is switched off.
    { from: 'guide', to: 'guide', port: 8080 },
    ...['recommend', 'search', 'dialogue'].map((to) => ({ from: 'guide', to, port: 8080 })),
    ...['recommend', 'trainer'].map((from) => ({ from, to: 'rabbitmq', port: 5672 })),
  ],
  operations: {
    'guide.recommend': {
      summary: 'Be told what to buy, on the first page or beside a product.',
      latencyLimitMs: 300,
      timeoutMs: 3000,
      tiers: ['category', 'popular', 'resting'],
      needs: ['guide'],
    },
    'guide.search': {
      summary: 'Look for a product by its name.',
      latencyLimitMs: 500,
      timeoutMs: 3000,
      tiers: ['partial', 'cached', 'resting'],
      needs: ['guide'],
    },
    'guide.ask': {
      summary: 'Ask a question and read the whole answer.',
      latencyLimitMs: 4000,
      timeoutMs: 10_000,
      tiers: ['resting'],
      needs: ['guide'],
    },
  },
  mechanisms,
  logEvents,
  conditions,
  actions,
  reset,
  resetNeeds: ['guide'],
}
