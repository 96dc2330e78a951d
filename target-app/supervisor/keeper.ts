/** Keeps one service running: starts it again when it dies, ends it when told, changes its release. */
import type { RestartOrder, SupervisorStatus } from '../contracts/heartbeat.ts'

/** A running process, as much as is needed of it. */
export interface Process {
  readonly pid: number | undefined
  kill(signal: 'SIGTERM' | 'SIGKILL'): void
  /** Called once, when it is gone, or could not be started because of something. */
  onExit(then: (code: number, because?: string) => void): void
}

export interface KeeperParts {
  start(release: string): Process
  /** Milliseconds, monotonic. */
  now(): number
  after(ms: number, then: () => void): void
  log(event: string, more: Readonly<Record<string, unknown>>): void
  /** The whole container ends: it was told to, or the service never came up. */
  exit(code: number): void
}

export interface KeeperSwitches {
  /** False: what died or hangs stays so, and only a change of release starts anything again. */
  readonly keeps?: boolean
  /** False: there is no release to go back to. */
  readonly remembers?: boolean
}

/** A service that dies at once is not started again at once. Milliseconds. */
const firstPauseMs = 200
const longestPauseMs = 5000
/** Who lived this long gets the short pause again. */
const healthyAfterMs = 10_000
/** Who was told to end in good order and does not is killed after this. */
const patienceMs = 8000
/**
 * Who is still starting after so long hangs. Longer than any service takes on a busy machine: one that is
 * merely slow would be killed again and again. Milliseconds.
 */
const stuckAfterMs = 20_000

/** An order to kill that comes this soon was given while the service was not heard yet. Milliseconds. */
const justUpMs = 1000

export class Keeper {
  readonly #parts: KeeperParts
  readonly #keeps: boolean
  readonly #remembers: boolean
  #process: Process | undefined
  #state: SupervisorStatus['state'] = 'down'
  #release: string
  /** Releases that were left for a newer one, the oldest first. Who goes back to one forgets what came after it. */
  #former: readonly string[] = []
  #startedAt = 0
  #upAt = 0
  #pauseMs = firstPauseMs
  #everUp = false
  #deaths = 0
  #over = false

  constructor(
    parts: KeeperParts,
    release: string,
    { keeps = true, remembers = true }: KeeperSwitches = {},
  ) {
    this.#parts = parts
    this.#release = release
    this.#keeps = keeps
    this.#remembers = remembers
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }
  get status(): Omit<SupervisorStatus, 'replica' | 'service'> {
    const previous = this.#former.at(-1)
    const before = previous === undefined ? {} : { previous }
    return { release: this.#release, ...before, state: this.#state, deaths: this.#deaths }
  }

  start(): void {
    if (this.#over) return
    const child = this.#parts.start(this.#release)
    this.#process = child
    this.#state = 'starting'
    this.#startedAt = this.#parts.now()
    child.onExit((code, because) => this.#gone(child, code, because))
  }

  /** The service said that it is alive. */
  alive(): void {
    if (this.#state !== 'starting') return
    this.#state = 'up'
    this.#upAt = this.#parts.now()
    this.#everUp = true
    this.#parts.log('service-up', { release: this.#release })
  }

  /**
   * Whether it was done: nothing is where the service is only watched; a service that is only just starting, or has
   * only just come up, is left alone, and one that hangs at it is not.
   */
  restart(how: RestartOrder['how'], because: string): boolean {
    if (!this.#keeps) return false
    const hangs = this.#state === 'starting' && this.#lived() >= stuckAfterMs
    if (this.#state !== 'up' && !(hangs && how === 'now')) return false
    const isJustUp = this.#state === 'up' && this.#parts.now() - this.#upAt < justUpMs
    if (isJustUp && how === 'now') return false
    this.#parts.log('restart', { how, because })
    this.#end(how)
    return true
  }

  /**
   * Ends the service in good order and starts it as another release, whatever it is doing: a release that does
   * not come up must be left too. A former release is no new one: what was taken back must not be what the
   * next roll-back leads to.
   * @returns false when the container itself is about to end.
   */
  change(release: string): boolean {
    if (this.#over) return false
    this.#parts.log('release', { from: this.#release, to: release })
    const known = this.#remembers ? [...this.#former, this.#release] : []
    this.#former = known.includes(release) ? known.slice(0, known.indexOf(release)) : known
    this.#release = release
    // Whose turn is over soon or has not come yet: the next one to start is of that release.
    this.#pauseMs = firstPauseMs
    if (this.#state === 'up' || this.#state === 'starting') this.#end('drain')
    return true
  }

  /** The container was told to end: so is the service, and nobody comes after it. */
  stop(): void {
    this.#over = true
    if (this.#process === undefined) this.#parts.exit(0)
    else this.#process.kill('SIGTERM')
  }

  #end(how: RestartOrder['how']): void {
    const child = this.#process
    this.#state = 'ending'
    child?.kill(how === 'now' ? 'SIGKILL' : 'SIGTERM')
    this.#parts.after(patienceMs, () => {
      if (this.#process === child) child?.kill('SIGKILL')
    })
  }

  #lived(): number {
    return this.#parts.now() - this.#startedAt
  }

  #gone(child: Process, code: number, because?: string): void {
    if (this.#process !== child) return
    this.#process = undefined
    if (because !== undefined) this.#parts.log('not-started', { because })
    const wanted = this.#state === 'ending'
    this.#state = 'down'
    if (this.#over) return this.#parts.exit(code)
    if (wanted) return this.start()
    // A mistake in its settings does not go away by itself: whoever started this must see it.
    if (!this.#everUp || !this.#keeps) return this.#parts.exit(code)
    this.#deaths += 1
    if (this.#lived() >= healthyAfterMs) this.#pauseMs = firstPauseMs
    this.#parts.log('service-died', { code, againInMs: this.#pauseMs })
    this.#parts.after(this.#pauseMs, () => this.start())
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
  }
}
