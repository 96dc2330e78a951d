/** Brings another release to a service, replica by replica, and back again when it is worse. */
import type { AnswerCounts, SupervisorStatus } from '../contracts/heartbeat.ts'

export interface Supervisors {
  status(replica: string): Promise<SupervisorStatus>
  answers(replica: string): Promise<AnswerCounts>
  release(replica: string, release: string): Promise<void>
}

export interface RollOutParts {
  readonly supervisors: Supervisors
  wait(ms: number): Promise<void>
  /** One line for the operator. */
  say(line: string): void
}

export interface RollOut {
  readonly replicas: readonly string[]
  readonly release: string
  /** Whether each new replica is compared with the others before the next one follows. */
  readonly analysis: boolean
}

/** Each new replica is watched in steps of this length, until it has answered enough. Milliseconds. */
const stepMs = 1000
/** Whoever has not answered enough after this many steps is not believed. */
const mostSteps = 20
const enoughAnswers = 60
/** A share of failures up to this is nobody's worry … */
const tolerated = 0.02
/** … and above it, it must be so many times that of the others. */
const worse = 3
/** One failure may be chance. */
const leastFailures = 3

const pollMs = 100
const startLimitMs = 20_000

/** @returns whether the new release is everywhere; otherwise the old one is. @throws Error when a replica does not come up. */
export async function rollOut(parts: RollOutParts, wanted: RollOut): Promise<boolean> {
  const done: string[] = []
  for (const replica of wanted.replicas) {
    const others = wanted.replicas.filter((name) => name !== replica)
    await change(parts, replica, wanted.release)
    done.push(replica)
    const because = wanted.analysis ? await trouble(parts, replica, others) : undefined
    if (because === undefined) continue
    parts.say(`release ${wanted.release} is worse on ${replica}: ${because}`)
    await rollBack(parts, done)
    return false
  }
  parts.say(`release ${wanted.release} is on ${wanted.replicas.join(', ')}`)
  return true
}

/**
 * Brings every replica to the release before the one it runs. Who runs already what others go back to stays
 * there, as after a roll-out or a roll-back that was broken off.
 * @returns whether there was anything to go back to. @throws Error when a replica does not come up.
 */
export async function rollBack(parts: RollOutParts, replicas: readonly string[]): Promise<boolean> {
  const { supervisors, say } = parts
  const done: string[] = []
  for (const replica of replicas) {
    const { release, previous } = await supervisors.status(replica)
    if ((await goals(supervisors, replicas)).includes(release)) {
      say(`${replica} has release ${release} already`)
    } else if (previous === undefined) {
      say(`${replica} has release ${release}, and there is nothing to go back to`)
    } else {
      await change(parts, replica, previous)
      done.push(replica)
    }
  }
  if (done.length > 0) say(`rolled back ${done.join(', ')}`)
  return done.length > 0
}

/** What each replica would go back to. Who does not say must not keep the others from it. */
async function goals(
  { status }: Supervisors,
  replicas: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const asked = await Promise.allSettled(replicas.map((replica) => status(replica)))
  return asked.map((answer) => (answer.status === 'fulfilled' ? answer.value.previous : undefined))
}

async function change(parts: RollOutParts, replica: string, release: string): Promise<void> {
  const { supervisors, wait, say } = parts
  await supervisors.release(replica, release)
  for (let waited = 0; waited < startLimitMs; waited += pollMs) {
    await wait(pollMs)
    const status = await supervisors.status(replica)
    if (status.release === release && status.state === 'up')
      return say(`${replica} runs release ${release}`)
  }
  throw new Error(`${replica} did not come up with release ${release}`)
}

/** Compares a new replica with the others, which run the old release or have passed, over the same time. */
async function trouble(
  { supervisors, wait }: RollOutParts,
  replica: string,
  others: readonly string[],
): Promise<string | undefined> {
  const count = (): Promise<readonly AnswerCounts[]> =>
    Promise.all([replica, ...others].map((name) => supervisors.answers(name)))
  const before = await count()
  let fresh: AnswerCounts = { all: 0, failed: 0 }
  for (let step = 0; step < mostSteps; step += 1) {
    await wait(stepMs)
    const [now = fresh, ...rest] = (await count()).map((counts, i) => since(before[i], counts))
    fresh = now
    const usual = share(sum(rest))
    const isWorse = share(fresh) > tolerated && share(fresh) > usual * worse
    // Before there are enough answers, only what is beyond doubt is believed.
    if (isWorse && fresh.failed >= leastFailures)
      return `${percent(share(fresh))} of its answers fail, ${percent(usual)} elsewhere`
    if (fresh.all >= enoughAnswers) return undefined
  }
  return `only ${fresh.all} answers to judge it by`
}

const since = (before: AnswerCounts | undefined, after: AnswerCounts): AnswerCounts => ({
  all: after.all - (before?.all ?? 0),
  failed: after.failed - (before?.failed ?? 0),
})
const sum = (counts: readonly AnswerCounts[]): AnswerCounts => ({
  all: counts.reduce((total, { all }) => total + all, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
})
const share = ({ all, failed }: AnswerCounts): number => (all === 0 ? 0 : failed / all)
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`
