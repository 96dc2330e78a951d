/** Brings another release to a service, replica by replica, and back again when it is worse. */
import type { AnswerCounts, SupervisorStatus } from '../contracts/heartbeat.ts'
import { wordsOf } from '../service/error-words.ts'

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

/**
 * A release that is worse, or that a replica does not come up with, is taken back from those that have it.
 * @returns whether the new release is everywhere; otherwise the old one is. @throws Error when a replica does
 * not come up with the old one either.
 */
export async function rollOut(parts: RollOutParts, wanted: RollOut): Promise<boolean> {
  const { replicas, release } = wanted
  for (const [place, replica] of replicas.entries()) {
    const because = await objection(parts, wanted, replica)
    if (because === undefined) continue
    parts.say(`release ${release} is taken back: ${because}`)
    await rollBack(parts, await having(parts, release, replicas.slice(0, place + 1)))
    return false
  }
  parts.say(`release ${release} is on ${replicas.join(', ')}`)
  return true
}

/** Why the roll-out must not go on after this replica. Never throws. */
async function objection(
  parts: RollOutParts,
  { replicas, release, analysis }: RollOut,
  replica: string,
): Promise<string | undefined> {
  try {
    await change(parts, replica, release)
    if (!analysis) return undefined
    const others = replicas.filter((name) => name !== replica)
    const because = await trouble(parts, replica, others)
    return because === undefined ? undefined : `it is worse on ${replica}: ${because}`
  } catch (error) {
    return wordsOf(error)
  }
}

/**
 * Those that were given the release. An order without an answer may have come or not, and whoever did not get
 * it must not go back one release too far. Who does not say is taken to have it, and named when going back.
 */
async function having(
  { supervisors }: RollOutParts,
  release: string,
  replicas: readonly string[],
): Promise<readonly string[]> {
  const asked = await Promise.allSettled(replicas.map((replica) => supervisors.status(replica)))
  return replicas.filter((_, place) => {
    const answer = asked[place]
    return answer?.status !== 'fulfilled' || answer.value.release === release
  })
}

/**
 * Brings every replica to the release before the one it runs. Who runs already what others go back to stays
 * there, as after a roll-out or a roll-back that was broken off.
 * @returns whether there was anything to go back to. @throws Error when replicas do not answer or do not come
 * up: it names them, and the others have gone back.
 */
export async function rollBack(parts: RollOutParts, replicas: readonly string[]): Promise<boolean> {
  const done: string[] = []
  const left: string[] = []
  for (const replica of replicas) {
    try {
      if (await goesBack(parts, replica, replicas)) done.push(replica)
    } catch (error) {
      left.push(`${replica} (${wordsOf(error)})`)
    }
  }
  if (done.length > 0) parts.say(`rolled back ${done.join(', ')}`)
  if (left.length > 0) throw new Error(`not rolled back: ${left.join(', ')}`)
  return done.length > 0
}

/** Whether this one of the replicas had anything to go back to. */
async function goesBack(
  parts: RollOutParts,
  replica: string,
  replicas: readonly string[],
): Promise<boolean> {
  const { supervisors, say } = parts
  const { release, previous } = await supervisors.status(replica)
  if ((await goals(supervisors, replicas)).includes(release)) {
    say(`${replica} has release ${release} already`)
  } else if (previous === undefined) {
    say(`${replica} has release ${release}, and there is nothing to go back to`)
  } else {
    await change(parts, replica, previous)
    return true
  }
  return false
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
  const count = (): Promise<Counts> => countsOf(supervisors, replica, others)
  const before = await count()
  let fresh: AnswerCounts = { all: 0, failed: 0 }
  for (let step = 0; step < mostSteps; step += 1) {
    await wait(stepMs)
    const now = await count()
    fresh = since(before.own, now.own)
    const usual = share(sum(now.others.map((counts, place) => since(before.others[place], counts))))
    const isWorse = share(fresh) > tolerated && share(fresh) > usual * worse
    // Before there are enough answers, only what is beyond doubt is believed.
    if (isWorse && fresh.failed >= leastFailures)
      return `${percent(share(fresh))} of its answers fail, ${percent(usual)} elsewhere`
    if (fresh.all >= enoughAnswers) return undefined
  }
  return `only ${fresh.all} answers to judge it by`
}

interface Counts {
  readonly own: AnswerCounts
  /** In the order of the others; undefined for those that do not say. */
  readonly others: readonly (AnswerCounts | undefined)[]
}

/** Others that do not answer are no judgement of this one. @throws Error when it does not answer itself. */
async function countsOf(
  { answers }: Supervisors,
  replica: string,
  others: readonly string[],
): Promise<Counts> {
  const [own, ...rest] = await Promise.all([
    answers(replica),
    ...others.map((name) => answers(name).catch(() => undefined)),
  ])
  return { own, others: rest }
}

/** Nothing when one end of the time is not known. */
const since = (before: AnswerCounts | undefined, after: AnswerCounts | undefined): AnswerCounts =>
  before === undefined || after === undefined
    ? { all: 0, failed: 0 }
    : { all: after.all - before.all, failed: after.failed - before.failed }
const sum = (counts: readonly AnswerCounts[]): AnswerCounts => ({
  all: counts.reduce((total, { all }) => total + all, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
})
const share = ({ all, failed }: AnswerCounts): number => (all === 0 ? 0 : failed / all)
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`
