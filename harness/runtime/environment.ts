import type { EventRecord } from '../history/record.ts'
import type { TargetContext } from '../target/target.ts'

/** A running target: its replicas, its links on the wire, and what it tells about itself. */
export interface Environment extends AsyncDisposable {
  readonly run: string
  readonly replicas: ReadonlyMap<string, Replica>
  readonly links: ReadonlyMap<string, Link>
  readonly wire: Wire
  /** What the functions of the target are given. */
  context(signal: AbortSignal): TargetContext
  /** Container ids for the load generator: it joins the wire's network namespace. */
  readonly loadNamespace: string
  /** The entry inside that namespace, such as `http://127.0.0.1:8080`. */
  readonly loadUrl: string
  /** Docker events and recognised log lines, from now on. `at` is wall-clock milliseconds. */
  subscribe(listener: (event: EventRecord) => void): () => void
}

/** One container of a service. */
export interface Replica {
  readonly name: string
  readonly service: string
  readonly id: string
  /** SIGKILL, now. */
  kill(signal: AbortSignal): Promise<void>
  /** SIGTERM, then SIGKILL after the grace. */
  stop(graceSeconds: number, signal: AbortSignal): Promise<void>
  start(signal: AbortSignal): Promise<void>
  pause(signal: AbortSignal): Promise<void>
  unpause(signal: AbortSignal): Promise<void>
  state(): Promise<'running' | 'paused' | 'exited'>
}

/** One directed edge from a client replica to a server replica. */
export interface Link {
  /** `cart-1→redis-1`; with the port when two links join the same pair. */
  readonly name: string
  readonly from: string
  readonly to: string
  readonly port: number
  /** The address on the wire that the client takes for the server. */
  readonly address: string
}

/** How a cut looks to a client: nothing comes back, or the port answers that it is closed. */
export type CutLook = 'silence' | 'refused'

/** Every link passes here. All calls are bounded; each change returns its undo. */
export interface Wire {
  /** Cuts links, old connections included. */
  cut(links: readonly Link[], look: CutLook, signal: AbortSignal): Promise<WireChange>
  /** Silences everything that comes from these replicas too: a host that is gone. */
  silence(replicas: readonly string[], signal: AbortSignal): Promise<WireChange>
  /** Adds a Toxiproxy toxic to links. */
  toxic(
    links: readonly Link[],
    toxic: { readonly type: string; readonly attributes: Readonly<Record<string, number>> },
    signal: AbortSignal,
  ): Promise<WireChange>
  /** Waits until the server of each link accepts connections as seen from the wire. */
  untilAccepting(links: readonly Link[], signal: AbortSignal): Promise<void>
}
export interface WireChange {
  /** Packets or connections that met the change so far. */
  touched(): Promise<number>
  undo(signal: AbortSignal): Promise<void>
}
