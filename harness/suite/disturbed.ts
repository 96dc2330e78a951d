import type { ScenarioReport } from '../../reports/report-data.ts'

/**
 * What took the machine away while a scenario proved nothing, so that it is worth being played again; undefined
 * otherwise. The reason is measured outside of the target and never is what the target did: what failed has failed.
 */
export function disturbanceOf({ verdict, doubts }: ScenarioReport): string | undefined {
  if (verdict !== 'INCONCLUSIVE') return undefined
  return doubts.find(({ about }) => about === 'machine')?.text
}
