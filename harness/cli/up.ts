import { holdLease } from '../guardian/lease.ts'
import { assertServices, assertSwitches } from '../scenario/index.ts'
import { removeDead } from '../runtime/remove.ts'
import { runId } from '../suite/suite-report.ts'
import { createWarmEnvironment } from '../suite/warm-environment.ts'
import { interruptSignal } from './interrupt.ts'
import { prepareMachine } from './machine.ts'
import { loadTarget } from './places.ts'

export interface UpOptions {
  readonly target?: string
  readonly services?: readonly string[]
  readonly without?: readonly string[]
  readonly plant?: readonly string[]
}

/** Starts the target, prints its address, and keeps it until Ctrl-C. */
export async function up({ target, services, ...switches }: UpOptions): Promise<void> {
  const signal = interruptSignal()
  const loaded = await loadTarget(target)
  assertSwitches(switches, loaded.target)
  assertServices(services, loaded.target)
  const machine = await prepareMachine(loaded, { browser: false, load: false }, signal)
  await removeDead()
  const run = runId(new Date(), process.pid)
  const keeper = machine.images['keeper'] ?? ''
  const lease = await holdLease(run, keeper, machine.dockerSocket)
  try {
    await using environments = createWarmEnvironment({
      run,
      target: loaded.target,
      images: machine.images,
      progress: (text, ms) =>
        process.stderr.write(
          ms === undefined ? `${text}\n` : `${text}: ready in ${(ms / 1000).toFixed(1)} s\n`,
        ),
    })
    const setting = { ...switches, ...(services === undefined ? {} : { services }) }
    const environment = await environments.acquire(setting, false, signal)
    process.stdout.write(`${loaded.target.name} is up at ${environment.context(signal).url.href}\n`)
    process.stderr.write(`containers: ${run}-e1-*; Ctrl-C ends it\n`)
    const { promise, resolve } = Promise.withResolvers<void>()
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal.aborted) resolve()
    // The lease's timer does not keep the process alive; this one does.
    const alive = setInterval(() => {}, 60_000)
    await promise
    clearInterval(alive)
  } finally {
    await lease.release()
  }
}
