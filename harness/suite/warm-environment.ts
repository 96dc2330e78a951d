import { realClock } from '../clock.ts'
import { reasonOf } from '../errors.ts'
import type { Environment } from '../runtime/environment.ts'
import { startEnvironment } from '../runtime/start-environment.ts'
import { assertSwitches, changesOf } from '../scenario/switches.ts'
import { settleAll } from '../settle-all.ts'
import type { Target } from '../target/target.ts'
import { environmentKey, type Setting } from './environment-key.ts'

/** One running environment that serves scenario after scenario. */
export interface WarmEnvironment extends AsyncDisposable {
  /**
   * An environment of this setting, in the seeded state and proved clean: the one that runs, or
   * a new one when the settings differ, `fresh` is asked for, or the old one cannot be proved clean.
   */
  acquire(setting: Setting, fresh: boolean, signal: AbortSignal): Promise<Environment>
}

const proofLimitMs = 20_000

export function createWarmEnvironment(options: {
  readonly run: string
  readonly target: Target
  readonly images: Readonly<Record<string, string>>
  /** Told what is done and, at its end, how long it took in milliseconds. */
  readonly progress: (text: string, doneAfterMs?: number) => void
}): WarmEnvironment {
  const { run, target, images, progress } = options
  let current: { readonly key: string; readonly environment: Environment } | undefined
  let count = 0

  const dispose = async (): Promise<void> => {
    const old = current
    current = undefined
    await old?.environment[Symbol.asyncDispose]()
  }
  const start = async (key: string, setting: Setting, signal: AbortSignal) => {
    const { without = [], plant = [], services } = setting
    assertSwitches(setting, target)
    const began = realClock.now()
    const named = [
      ...(services === undefined ? [] : [`only ${services.join(', ')}`]),
      ...without.map((m) => `without ${m}`),
      ...plant.map((w) => `planted ${w}`),
    ]
    const what = `starting ${target.name}${named.length > 0 ? ` (${named.join(', ')})` : ''}`
    progress(what)
    const environment = await startEnvironment({
      ...{ run, target, images, signal },
      prefix: `${run}-e${++count}`,
      changes: changesOf(setting, target),
      ...(services === undefined ? {} : { services }),
      progress: (text) => progress(`${what}: ${text}`),
    })
    current = { key, environment }
    await seed(target, environment, signal)
    progress(what, realClock.now() - began)
    return environment
  }

  return {
    async acquire(setting, fresh, signal) {
      const key = environmentKey(target, setting)
      if (current?.key === key && !fresh) {
        try {
          await prove(target, current.environment, signal)
          return current.environment
        } catch (error) {
          signal.throwIfAborted()
          progress(
            `the environment could not be proved clean, so a new one is started: ${reasonOf(error)}`,
          )
        }
      }
      // The old one goes while the new one comes, and nothing is measured before both are done.
      const gone = dispose()
      const started = start(key, setting, signal)
      await settleAll<unknown>([gone, started])
      return started
    },
    [Symbol.asyncDispose]: dispose,
  }
}

/**
 * Proves that nothing of an earlier scenario is left, and puts the data back. An earlier scenario ended when all
 * was ready again. @throws Error when something is left, or the data cannot be put back.
 */
async function prove(target: Target, environment: Environment, signal: AbortSignal): Promise<void> {
  await settleAll([proveWire(environment, signal), proveReplicas(environment)])
  await seed(target, environment, signal)
}

async function proveWire({ wire }: Environment, signal: AbortSignal): Promise<void> {
  const leftovers = await wire.leftovers(signal)
  if (leftovers.length > 0) throw new Error(`still on the wire: ${leftovers.join(', ')}`)
}

async function proveReplicas({ replicas }: Environment): Promise<void> {
  const states = await Promise.all(
    [...replicas.values()].map(async (r) => ({ name: r.name, state: await r.state() })),
  )
  const down = states.filter(({ state }) => state !== 'running')
  if (down.length > 0)
    throw new Error(
      `not running: ${down.map(({ name, state }) => `${name} (${state})`).join(', ')}`,
    )
}

/** Puts the data into the seeded state. */
async function seed(target: Target, environment: Environment, signal: AbortSignal): Promise<void> {
  await target.reset(environment.context(signal))
  await environment.untilReady(proofLimitMs, signal)
}
