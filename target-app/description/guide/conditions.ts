/** What must be true of the guide before anything is hurt, and again after everything is healed. */
import type { Target, TargetContext } from 'aftershock'
import { z } from 'zod'

const Health = z.object({
  ready: z.boolean(),
  because: z.string().optional(),
  breakers: z.record(z.string(), z.string()).default({}),
})

async function problemOf(context: TargetContext, replica: string): Promise<string | undefined> {
  const response = await context.fetch('/health', { headers: { 'x-replica': replica } })
  const health = Health.safeParse(await response.json())
  if (!health.success) return `${replica} does not answer`
  const { ready, because, breakers } = health.data
  if (!ready) return `${replica} is not ready: ${because ?? 'no reason given'}`
  const open = Object.entries(breakers).find(([, state]) => state !== 'closed')
  return open && `${replica}: the breaker around ${open[0]} is ${open[1]}`
}

const allWell = (service: string) => async (context: TargetContext) => {
  const problems = await Promise.all(
    context.replicasOf(service).map((replica) => problemOf(context, replica)),
  )
  const because = problems.find((problem) => problem !== undefined)
  return because === undefined ? (true as const) : { because }
}

export const conditions = {
  'guides-are-well': {
    summary: 'Every guide is ready and asks all its neighbours.',
    needs: ['guide'],
    holds: allWell('guide'),
  },
  'recommenders-are-well': {
    summary: 'Every recommender is ready.',
    needs: ['recommend'],
    holds: allWell('recommend'),
  },
} as const satisfies Target['conditions']
