/** Whether every replica of a service says of itself that it is well. */
import type { Condition, TargetContext } from 'aftershock'
import { Health } from '../contracts/answers.ts'

async function problemOf(context: TargetContext, replica: string): Promise<string | undefined> {
  const response = await context.fetch('/health', { headers: { 'x-replica': replica } })
  const health = Health.safeParse(await response.json())
  if (!health.success) return `${replica} does not answer`
  const { ready, because, breakers = {} } = health.data
  // A reason without being unready: users are served, and something behind them is not done.
  if (!ready || because !== undefined) {
    return `${replica} is not well: ${because ?? 'not ready, and no reason given'}`
  }
  const open = Object.entries(breakers).find(([, state]) => state !== 'closed')
  return open && `${replica}: the breaker around ${open[0]} is ${open[1]}`
}

/** Asked by name through the edge, which passes the question on even to one it sends nobody to. */
export const allWell =
  (service: string): Condition['holds'] =>
  async (context) => {
    const problems = await Promise.all(
      context.replicasOf(service).map((replica) => problemOf(context, replica)),
    )
    const because = problems.find((problem) => problem !== undefined)
    return because === undefined ? true : { because }
  }
