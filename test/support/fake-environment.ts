import type { EventRecord } from '../../harness/history/record.ts'
import { planAddresses } from '../../harness/runtime/address-plan.ts'
import type {
  Environment,
  Link,
  Replica,
  Wire,
  WireChange,
} from '../../harness/runtime/environment.ts'
import { expandTopology } from '../../harness/runtime/topology.ts'
import type { Target } from '../../harness/target/target.ts'
import { fakeContext } from './fake-target-context.ts'
import { smallVocabulary } from './small-vocabulary.ts'

/** An environment in which nothing runs, that knows what would be broken by now. */
export interface FakeEnvironment extends Environment {
  /** Replicas that do not run and changes that are in force: nothing when all is healed. */
  hurt(): readonly string[]
  /** The n-th call from now on, counted from 0, fails. */
  failAt(n: number): void
  /** Tells all subscribers. */
  emit(event: Pick<EventRecord, 'name' | 'at'>): void
}

/** The small target with one web server, so that there is one way in. */
const fakeTarget: Target = {
  ...smallVocabulary.target,
  entry: { service: 'mail', port: 25 },
}
/** What the scripts of the faults do and print, as far as a test can tell: known by what is in them. */
function playInside(script: string, name: string, changes: Set<string>): string {
  if (script.includes('kill -STOP')) changes.add(`${name} hangs`)
  if (script.includes('kill -CONT')) changes.delete(`${name} hangs`)
  if (script.includes('dd of=')) changes.add(`${name} is damaged`)
  if (script.includes('rm -f "$2"')) changes.delete(`${name} is damaged`)
  if (script.includes('mktemp')) return `/data/index-2.json 5000 /tmp/kept-of-${name}\n`
  if (script.endsWith('state 1')) return changes.has(`${name} hangs`) ? 'T\n' : 'S\n'
  return /kill -(?:STOP|KILL)/.test(script) ? '7:1200 9:1300\n' : 'sum\n'
}

/** Longer than a failure takes, so that work which is not waited for would come late. */
const callMs = 1

export function fakeEnvironment(): FakeEnvironment {
  const topology = expandTopology(fakeTarget, [])
  const { links } = planAddresses(topology, new Map([['main', '10.0.0.0/16']]))
  const states = new Map<string, Awaited<ReturnType<Replica['state']>>>()
  const changes = new Set<string>()
  const listeners = new Set<(event: EventRecord) => void>()
  let untilFailure = Infinity
  let count = 0

  /** One call to the engine. A failing one fails at once; others are done a little later. */
  const call = async (what: string, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    if (untilFailure-- === 0) throw new Error(`${what} failed`)
    await new Promise((resolve) => setTimeout(resolve, callMs))
  }
  const replica = (name: string, service: string): Replica => {
    const become = async (
      what: string,
      state: 'running' | 'paused' | 'exited',
      signal: AbortSignal,
    ): Promise<number> => {
      // The worst case: the engine does it, and only its answer is lost.
      await call(`${what} ${name}`, signal).finally(() => {
        if (!signal.aborted) states.set(name, state)
      })
      return 1_000
    }
    return {
      ...{ name, service, id: `id-of-${name}` },
      kill: (signal) => become('kill', 'exited', signal),
      stop: async (graceSeconds, signal) => {
        // The engine answers 400 to parts of a second.
        if (!Number.isInteger(graceSeconds)) throw new Error(`${graceSeconds} s is no whole number`)
        return become('stop', 'exited', signal)
      },
      start: async (signal) => void (await become('start', 'running', signal)),
      pause: async (signal) => void (await become('pause', 'paused', signal)),
      unpause: async (signal) => void (await become('unpause', 'running', signal)),
      state: async () => states.get(name) ?? 'running',
      async signal(what, signal) {
        await call(`${what} ${name}`, signal).finally(() => {
          if (what === 'SIGCONT') changes.delete(`${name} hangs`)
          else if (!signal.aborted) changes.add(`${name} hangs`)
        })
      },
      async inside(script, _args, signal) {
        const play = (): string => playInside(script, name, changes)
        // As above: a script runs to its end although nobody waits for it any more.
        await call(`a script in ${name}`, signal).catch((error: unknown) => {
          if (!signal.aborted) play()
          throw error
        })
        return play()
      },
    }
  }
  const change = async (what: string, signal: AbortSignal): Promise<WireChange> => {
    await call(what, signal)
    const name = `${what} ${++count}`
    changes.add(name)
    return {
      since: 1_000,
      touched: async () => 3,
      undo: async (undoSignal) => {
        await call(`undo ${what}`, undoSignal)
        changes.delete(name)
      },
    }
  }
  const wire: Wire = {
    cut: (_, look, signal) => change(`cut with ${look}`, signal),
    silence: (_, signal) => change('silence', signal),
    toxic: (_, { type }, signal) => change(type, signal),
    count: (_, signal) => change('count', signal),
    crowd: (_, signal) => change('crowd', signal),
    untilAccepting: (_, signal) => call('until accepting', signal),
    leftovers: async () => [...changes],
  }
  return {
    run: 'fake',
    replicas: new Map(topology.replicas.map((r) => [r.name, replica(r.name, r.service)])),
    links: new Map(links.map((link: Link) => [link.name, link])),
    wire,
    actions: fakeTarget.actions ?? {},
    context: (signal) => ({
      ...fakeContext({}, () => ''),
      signal,
      replicasOf: topology.replicasOf,
    }),
    loadNamespace: 'namespace',
    loadUrl: 'http://127.0.0.1:1',
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    untilReady: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
    hurt: () => [
      ...[...states].flatMap(([name, state]) => (state === 'running' ? [] : `${name} ${state}`)),
      ...changes,
    ],
    failAt: (n) => (untilFailure = n),
    emit(event) {
      for (const listener of listeners)
        listener({ kind: 'event', source: 'db-1', text: event.name, ...event })
    },
  }
}
