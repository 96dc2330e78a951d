import type { Needy, Target } from '../target/target.ts'

/**
 * The services that run when these are wanted: they, the one that users come in at, and all that any of them
 * comes after, in the order of the target. Without a wish all run. Names that the target does not have
 * are left out.
 */
export function runningServices(target: Target, wanted?: readonly string[]): readonly string[] {
  const all = Object.keys(target.services)
  if (wanted === undefined) return all
  const running = new Set<string>()
  const add = (service: string): void => {
    if (running.has(service)) return
    running.add(service)
    target.services[service]?.after?.forEach(add)
  }
  for (const service of [target.entry.service, ...wanted]) add(service)
  return all.filter((service) => running.has(service))
}

/** Those of several conditions, ledgers or the like that have all they need. */
export function thoseServed<T extends Needy>(
  members: Readonly<Record<string, T>>,
  replicasOf: (service: string) => readonly string[],
): Readonly<Record<string, T>> {
  const isRunning = (service: string): boolean => replicasOf(service).length > 0
  return Object.fromEntries(
    Object.entries(members).filter(([, { needs = [] }]) => needs.every(isRunning)),
  )
}
