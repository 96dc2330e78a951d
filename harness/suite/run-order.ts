/**
 * The same runs with those together that can share an environment, so that as few as possible are
 * started. Groups come in the order of their first run, and runs keep their order inside a group.
 */
export function groupedBy<T>(runs: readonly T[], keyOf: (run: T) => string): readonly T[] {
  return [...Map.groupBy(runs, keyOf).values()].flat()
}
