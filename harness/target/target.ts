import type { Page } from 'playwright'

/**
 * A system under test, described once: what runs, who talks to whom, what users do with it,
 * which mechanisms can be switched off and which weaknesses can be planted.
 * A target is written as plain data with a few functions; `satisfies Target` checks it.
 */
export interface Target {
  readonly name: string
  readonly summary: string
  readonly images: Readonly<Record<string, ImageSource>>
  readonly services: Readonly<Record<string, Service>>
  readonly links: readonly LinkDeclaration[]
  /** Where users come in: load and browser reach this service through a link of their own. */
  readonly entry: { readonly service: string; readonly port: number }
  readonly roles?: Readonly<Record<string, Role>>
  readonly operations: Readonly<Record<string, Operation>>
  /** The k6 module, relative to the target's folder; see `harness/load/call.ts`. */
  readonly loadScript: string
  readonly journeys?: Readonly<Record<string, Journey>>
  readonly mechanisms?: Readonly<Record<string, Switch>>
  readonly weaknesses?: Readonly<Record<string, Weakness>>
  readonly logEvents?: Readonly<Record<string, LogEvent>>
  /** What an operator can do to it, and damage that only the target knows how to do: the fault `act` does one. */
  readonly actions?: Readonly<Record<string, Action>>
  /**
   * Networks besides the usual one, for a second way between two services; see `LinkDeclaration.network`.
   * The usual one is called `main` where it must be told apart.
   */
  readonly networks?: Readonly<Record<string, Network>>
  /** What must hold before a scenario starts and after healing; each is asked until it is true. */
  readonly conditions: Readonly<Record<string, Condition>>
  /** Put all data back to the seeded state. Called before every scenario. */
  reset(context: TargetContext): Promise<void>
  /**
   * What the data finally says, per ledger; asked in rounds until it stops changing. Only those are asked that the
   * load writes to or that an expectation names.
   */
  readonly ledgers?: Readonly<Record<string, Ledger>>
}

/** How an image is made when it can be neither found nor pulled. */
export interface ImageSource {
  /** Folder with the Dockerfile, relative to the target's folder. `ARG BASE` receives the base. */
  readonly context: string
  readonly base: 'base' | 'node'
  /** Extra files or folders, relative to the target's folder, copied into the build context. */
  readonly files?: readonly string[]
  /** npm packages copied into the context with everything they depend on. */
  readonly packages?: readonly string[]
}

export interface Service {
  readonly summary: string
  readonly image: string
  /** Given: replicas are `cart-1`, `cart-2`, …. Absent: one replica with the service's own name. */
  readonly replicas?: number
  readonly ports: readonly number[]
  readonly ready: { readonly log: RegExp } | { readonly http: string; readonly port: number }
  readonly command?: (replica: ReplicaDescription) => readonly string[]
  readonly environment?: (replica: ReplicaDescription) => Readonly<Record<string, string>>
  /** Services that must be ready before this one starts, and that are started whenever this one is. */
  readonly after?: readonly string[]
  /** Folders that are kept on a volume of the replica's own; it lives and goes with the environment. */
  readonly volumes?: readonly string[]
  /** The most memory a replica may take, such as `512m`. Default: no limit. */
  readonly memory?: `${number}m`
}

export interface ReplicaDescription {
  readonly name: string
  readonly service: string
  /** 1-based. */
  readonly index: number
  /** Names of all replicas of a service, after switches were applied; none when it is not started. */
  readonly replicasOf: (service: string) => readonly string[]
}

/** One directed edge from every replica of `from` to every other replica of `to`. */
export interface LinkDeclaration {
  readonly from: string
  readonly to: string
  readonly port: number
  /** Default: `tcp`. */
  readonly protocol?: 'tcp' | 'udp'
  /**
   * The network it runs on, one of `Target.networks`. There the client knows the server by a second
   * name, `<replica>.<network>`, such as `cart-1.second`. Default: the usual one.
   */
  readonly network?: string
}

/** A network besides the usual one. Replicas at the ends of its links are on both. */
export interface Network {
  readonly summary: string
}

/**
 * Something that needs certain services: where they are not all started, a condition or ledger is
 * left out, and a scenario that asks for an operation, journey or action is refused.
 */
export interface Needy {
  readonly needs?: readonly string[]
}

/** A replica that is found at the moment it is needed, such as `redis:primary`. */
export interface Role {
  readonly summary: string
  resolve(context: TargetContext): Promise<string>
}

export interface Operation extends Needy {
  readonly summary: string
  /** An answer later than this is no good answer. Milliseconds. */
  readonly latencyLimitMs: number
  /** After this the user has gone: the load gives up. Milliseconds. */
  readonly timeoutMs: number
  /** What an acknowledged call promises about the final data. */
  readonly writes?: { readonly ledger: string; readonly effect: 'add' | 'remove' }
  /** `degraded` answers that users accept; others count as failures. */
  readonly tiers?: readonly string[]
}

export interface Journey extends Needy {
  readonly summary: string
  readonly steps: readonly JourneyStep[]
}
export interface JourneyStep {
  readonly name: string
  run(page: Page, context: StepContext): Promise<void>
}
export interface StepContext {
  readonly url: URL
  /** Who plays; a name that no other pass uses. */
  readonly shopper: string
  /** A step may do more to the page once the baseline is over, such as losing an answer on its way. */
  readonly moment: 'baseline' | 'fault' | 'after'
}

/** A fault-tolerance mechanism, and the change that switches it off. */
export interface Switch {
  readonly summary: string
  readonly off: Change
  /** What shows what it buys: without it, each of these checks fails. Absent where nothing shows it by itself. */
  readonly shownBy?: readonly Proof[]
}
/** A scenario, by its id, and one of the checks that it asks for. */
export interface Proof {
  readonly scenario: string
  readonly check: string
}
/** A planted bug: the change that plants it, and the scenarios and checks that must catch it. */
export interface Weakness {
  readonly summary: string
  readonly plant: Change
  readonly caughtBy: readonly Proof[]
}
export interface Change {
  /** Environment variables added to every replica of a service. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Another number of replicas for a service. */
  readonly replicas?: Readonly<Record<string, number>>
}

/**
 * Something that is done to a running target by its own means: what an operator does, such as promoting a
 * standby, or a damage that only the target knows how to do.
 */
export interface Action extends Needy {
  readonly summary: string
  /** Answers with what was done, in words. Whatever is thrown means that it was not done. */
  run(context: TargetContext): Promise<string>
  /** The way back; without it a scenario can only do the action for good (`permanent: true`). */
  undo?(context: TargetContext): Promise<string>
}

/** A line in a service's log that tells what the system did. */
export interface LogEvent {
  readonly summary: string
  readonly service: string
  readonly pattern: RegExp
  /** What is shown, from the match. Default: the matched text. */
  readonly describe?: (match: RegExpMatchArray) => string
  /** True when this line means that the system itself noticed the fault. */
  readonly detects?: boolean
}

/** Asked until `holds` answers true; `because` is shown while it does not. */
export interface Condition extends Needy {
  readonly summary: string
  holds(context: TargetContext): Promise<true | { readonly because: string }>
}

/**
 * The final truth about one kind of data: every token that is there and how often.
 * `sound` says whether the values obey the ledger's own rules (stock never negative …).
 */
export interface Ledger extends Needy {
  readonly summary: string
  read(context: TargetContext): Promise<LedgerReading>
}
export interface LedgerReading {
  /** token → how many times it is there. */
  readonly tokens: Readonly<Record<string, number>>
  /** Numbers the checks compare, such as `{ sold: 12, oversold: 0 }`. */
  readonly totals?: Readonly<Record<string, number>>
}

/**
 * What the functions of a target may use. Each look at the target gets a new one, so what was found with it may be
 * kept with it: it is asked again with the next.
 */
export interface TargetContext {
  /** The entry as seen from this machine, through the client link. */
  readonly url: URL
  readonly signal: AbortSignal
  /** Names of all running replicas of a service; none when it was not started. */
  replicasOf(service: string): readonly string[]
  exec(replica: string, command: readonly string[]): Promise<ExecResult>
  fetch(path: string, init?: RequestInit): Promise<Response>
}
export interface ExecResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}
