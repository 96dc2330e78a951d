import { z } from 'zod'
import type { Link } from '../runtime/environment.ts'
import type { Fault } from './fault.ts'
import { nameTargets } from '../target-names.ts'
import { linksNamed } from './victims.ts'

const options = z.strictObject({
  except: z
    .array(z.string())
    .default([])
    .describe('Services that still reach both sides, such as the edge.'),
})

/**
 * Cuts one group of replicas off from all others: silence on every link between the two sides. Links and
 * networks can be named too; then exactly these are silent.
 */
export const partition: Fault<z.infer<typeof options>> = {
  name: 'partition',
  summary: 'Cut a group of replicas off from the rest, or cut links: nothing passes.',
  hurts: 'parts',
  options,
  async inject({ environment, replicas, links: named }, { except }, signal) {
    // A name that stands for nothing must not pass because another one stands for something.
    linksNamed(environment, named)
    const links = [...environment.links.values()].filter((link) => {
      if (named.includes(link.name)) return true
      const ends = [link.from, link.to]
      const spared = ends.some((end) =>
        except.includes(environment.replicas.get(end)?.service ?? end),
      )
      return !spared && crosses(link, replicas)
    })
    if (links.length === 0)
      throw new Error(`no link leads from ${replicas.join(', ')} to the other side`)
    const change = await environment.wire.cut(links, 'silence', signal)
    return {
      effect: effectOf(replicas, named, links.length),
      since: change.since,
      touched: () => change.touched(),
      heal: (healSignal) => change.undo(healSignal),
    }
  },
}

function effectOf(replicas: readonly string[], links: readonly string[], count: number): string {
  if (replicas.length === 0) return `${nameTargets(links)} cut: silence`
  return `${nameTargets(replicas)} cut off: silence on ${count} links`
}

/** True when exactly one end of the link is on the cut-off side. */
function crosses(link: Link, side: readonly string[]): boolean {
  return side.includes(link.from) !== side.includes(link.to)
}
