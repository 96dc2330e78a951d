/** More names than this in one sentence are not read. */
const mostNames = 3

/**
 * Names of replicas or links for a sentence. A few are listed; more are counted by what they have in common:
 * `cart→redis (9 links)`, `cart (4 replicas)`.
 */
export function nameTargets(targets: readonly string[]): string {
  if (targets.length <= mostNames) return targets.join(', ')
  const groups = Map.groupBy(targets, family)
  return [...groups]
    .map(([name, members]) => {
      const what = name.includes('→') ? 'links' : 'replicas'
      return members.length === 1 ? members.join('') : `${name} (${members.length} ${what})`
    })
    .join(', ')
}

/** The service of a replica, or the services at both ends of a link. */
function family(target: string): string {
  return target
    .split('→')
    .map((end) => end.replace(/-\d+$/u, ''))
    .join('→')
}
