/** Prometheus, which looks at everything; shown by the edge at /monitor. */
import type { ReplicaDescription } from 'aftershock'
import { z } from 'zod'
import type { Part } from './part.ts'

/** Every service by who tells of it: itself, or one of the exporters that run beside Prometheus. Each with its port. */
const scraped: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  SCRAPED: {
    edge: 8404,
    cart: 8080,
    guide: 8080,
    recommend: 8080,
    search: 8080,
    dialogue: 8080,
    promo: 8080,
    trainer: 8080,
    watchdog: 8080,
    backup: 8080,
    rabbitmq: 15692,
  },
  REDIS: { redis: 6379, sentinel: 26379 },
  POSTGRES: { postgres: 5432 },
  ZOOKEEPER: { zookeeper: 2181 },
}
const everyone = Object.values(scraped).flatMap((ports) => Object.entries(ports))

const words = (ports: Readonly<Record<string, number>>, of: ReplicaDescription): string =>
  Object.entries(ports)
    .flatMap(([service, port]) =>
      of.replicasOf(service).map((name) => `${service}/${name}:${port}`),
    )
    .join(' ')

/** As `replica:up:min` in alerts.yml, which is told only when the rules are evaluated next. */
const upByReplica = 'min by (replica) ({__name__=~"up|redis_up|pg_up|probe_success"})'

/** What Prometheus found when it last asked: whether each replica was there. */
const Found = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.object({ replica: z.string() }),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
})

export const monitor: Part = {
  images: { prometheus: { context: 'prometheus', base: 'base' } },
  services: {
    prometheus: {
      summary: 'Prometheus: asks every service for its metrics and knows when to alert.',
      image: 'prometheus',
      ports: [9090],
      ready: { log: /Server is ready to receive web requests/ },
      environment: (replica) =>
        Object.fromEntries(
          Object.entries(scraped).map(([name, ports]) => [name, words(ports, replica)]),
        ),
    },
  },
  links: [
    ...everyone.map(([to, port]) => ({ from: 'prometheus', to, port })),
    { from: 'edge', to: 'prometheus', port: 9090 },
  ],
  conditions: {
    'monitor-sees-everyone': {
      summary: 'Prometheus gets metrics from every replica.',
      needs: ['prometheus'],
      async holds(context) {
        const answer = await context.fetch(
          `/monitor/api/v1/query?query=${encodeURIComponent(upByReplica)}`,
        )
        const { result } = Found.parse(await answer.json()).data
        const seen = new Map(result.map(({ metric, value }) => [metric.replica, value[1]]))
        const blind = everyone
          .flatMap(([service]) => context.replicasOf(service))
          .find((replica) => seen.get(replica) !== '1')
        if (blind === undefined) return true
        return { because: `Prometheus ${seen.has(blind) ? 'finds no' : 'has not asked'} ${blind}` }
      },
    },
  },
}
