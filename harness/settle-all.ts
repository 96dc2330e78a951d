/**
 * Like `Promise.all`, but waits for all work to end before it throws the first failure: what comes
 * after can be sure that nothing is still under way.
 */
export async function settleAll<T>(work: Iterable<Promise<T>>): Promise<T[]> {
  const outcomes = await Promise.allSettled(work)
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
