import type { ScenarioReport } from '../../reports/report-data.ts'

/**
 * What took the machine away while a scenario proved nothing, so that it is worth being played again; undefined
 * otherwise. The reason is measured outside of the target and never is what the target did: what failed has failed,
 * and a fatal doubt, such as a fault that could not be injected, is a reason of its own.
 */
export function disturbanceOf({ verdict, doubts }: ScenarioReport): string | undefined {
  if (verdict !== 'INCONCLUSIVE' || doubts.some(({ fatal }) => fatal)) return undefined
  return doubts.find(({ about }) => about === 'machine')?.text
}
