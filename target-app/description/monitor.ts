/** Prometheus, which looks at everything; shown by the edge at /monitor. */
import type { ReplicaDescription } from 'aftershock'
import { z } from 'zod'
import type { Part } from './part.ts'

/** Every service that has metrics, and where. */
const scraped: Readonly<Record<string, number>> = {
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
}

const words = ({ replicasOf }: ReplicaDescription): string =>
  Object.entries(scraped)
    .flatMap(([service, port]) => replicasOf(service).map((name) => `${service}/${name}:${port}`))
    .join(' ')

const Targets = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({
        health: z.string(),
        labels: z.object({ replica: z.string() }),
        lastError: z.string(),
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
      environment: (replica) => ({ SCRAPED: words(replica) }),
    },
  },
  links: [
    ...Object.entries(scraped).map(([to, port]) => ({ from: 'prometheus', to, port })),
    { from: 'edge', to: 'prometheus', port: 9090 },
  ],
  conditions: {
    'monitor-sees-everyone': {
      summary: 'Prometheus gets metrics from every replica.',
      needs: ['prometheus'],
      async holds(context) {
        const answer = await context.fetch('/monitor/api/v1/targets')
        const { activeTargets } = Targets.parse(await answer.json()).data
        const seen = new Map(activeTargets.map((target) => [target.labels.replica, target]))
        const blind = Object.keys(scraped)
          .flatMap((service) => context.replicasOf(service))
          .find((replica) => seen.get(replica)?.health !== 'up')
        const because = `Prometheus does not see ${blind}: ${seen.get(blind ?? '')?.lastError ?? 'not yet asked'}`
        return blind === undefined ? true : { because }
      },
    },
  },
}
