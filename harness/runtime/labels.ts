/** Everything Aftershock creates carries these labels, so that anything left over can be found. */
export const runLabel = 'aftershock.run'
export const pidLabel = 'aftershock.pid'
const partLabel = 'aftershock.part'

/** Labels of one part of a run: `replica`, `wire`, `guardian`, `load`, `network`, `volume`. */
export function labelsFor(run: string, part: string): Record<string, string> {
  return { [runLabel]: run, [pidLabel]: String(process.pid), [partLabel]: part }
}
