import type { EventRecord } from '../history/record.ts'
import type { Action, TargetContext } from '../target/target.ts'

/** A running target: its replicas, its links on the wire, and what it tells about itself. */
export interface Environment extends AsyncDisposable {
  readonly run: string
  readonly replicas: ReadonlyMap<string, Replica>
  readonly links: ReadonlyMap<string, Link>
  readonly wire: Wire
  /** What can be done to the target by its own means. */
  readonly actions: Readonly<Record<string, Action>>
  /** What the functions of the target are given. */
  context(signal: AbortSignal): TargetContext
  /** Container ids for the load generator: it joins the wire's network namespace. */
  readonly loadNamespace: string
  /** The entry inside that namespace, such as `http://127.0.0.1:8080`. */
  readonly loadUrl: string
  /** Docker events and recognised log lines, from now on. `at` is wall-clock milliseconds. */
  subscribe(listener: (event: EventRecord) => void): () => void
  /** Waits until every condition of the target holds. @throws Error naming those that do not. */
  untilReady(limitMs: number, signal: AbortSignal): Promise<void>
}

/** One container of a service. */
export interface Replica {
  readonly name: string
  readonly service: string
  readonly id: string
  /** SIGKILL, now. Answers when the engine saw it end: wall-clock milliseconds. */
  kill(signal: AbortSignal): Promise<number>
  /** SIGTERM, then SIGKILL after the grace, a whole number of seconds. Answers when it ended: wall-clock milliseconds. */
  stop(graceSeconds: number, signal: AbortSignal): Promise<number>
  start(signal: AbortSignal): Promise<void>
  pause(signal: AbortSignal): Promise<void>
  unpause(signal: AbortSignal): Promise<void>
  /** Sends a signal to the first process. */
  signal(name: 'SIGSTOP' | 'SIGCONT', signal: AbortSignal): Promise<void>
  /**
   * Runs a shell script inside as root, with `args` as $1, $2 …; answers with what it printed.
   * @throws Error with what it complained of when it fails
   */
  inside(script: string, args: readonly string[], signal: AbortSignal): Promise<string>
  state(): Promise<'running' | 'paused' | 'exited'>
}

/** One directed edge from a client replica to a server replica. */
export interface Link {
  /** `cart-1→redis-1`; with the port (`:53/udp`) or the network (`@second`) when several links join the same pair. */
  readonly name: string
  readonly from: string
  readonly to: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  /** The network it runs on; `main` is the usual one. */
  readonly network: string
  /** The address on the wire that the client takes for the server. */
  readonly address: string
  /** The port on which the wire takes it there; differs from `port` only for the client's own link. */
  readonly listenPort: number
}

/** How a cut looks to a client: nothing comes back, or the port answers that it is closed. */
export type CutLook = 'silence' | 'refused'

/** Every link passes here. All calls are bounded; each change returns its undo. */
export interface Wire {
  /** Cuts links. `silence` holds old connections too; `refused` answers new ones with a reset. */
  cut(links: readonly Link[], look: CutLook, signal: AbortSignal): Promise<WireChange>
  /** Nothing comes from these replicas to the wire, and nothing reaches them: a host that is gone. */
  silence(replicas: readonly string[], signal: AbortSignal): Promise<WireChange>
  /** Adds a Toxiproxy toxic to links. Those of UDP are left out; @throws Error when no other is among them. */
  toxic(
    links: readonly Link[],
    toxic: { readonly type: string; readonly attributes: Readonly<Record<string, number>> },
    signal: AbortSignal,
  ): Promise<WireChange>
  /** Lets a crowd come in as users do, on top of the load. `touched` counts the answers it got. */
  crowd(crowd: Crowd, signal: AbortSignal): Promise<WireChange>
  /** Changes nothing, but counts what passes towards the servers of links. */
  count(links: readonly Link[], signal: AbortSignal): Promise<WireChange>
  /** Waits until the server of each link accepts connections as seen from the wire. UDP has none to accept. */
  untilAccepting(links: readonly Link[], signal: AbortSignal): Promise<void>
  /** Names of rules, toxics and crowds of ours that are in force: none when all is healed. */
  leftovers(signal: AbortSignal): Promise<readonly string[]>
}
/** Requests that are not part of the load. */
export interface Crowd {
  readonly perSecond: number
  /** What is asked for, by GET. */
  readonly path: string
}
export interface WireChange {
  /** When it was in force, wall-clock milliseconds. */
  readonly since: number
  /** Packets or connections that met the change so far. */
  touched(): Promise<number>
  undo(signal: AbortSignal): Promise<void>
}
