/** One agent's desk: whoever sits there is watched, and replaced when there is no sign of life. */
import type { News, Task } from './agent-messages.ts'
import type { Agent } from './agent-process.ts'
import { startAgainMs, startMs } from './resilience.ts'

export interface DeskOptions {
  readonly number: number
  readonly start: (number: number, tell: (news: News) => void) => Agent
  /** Without a sign of life for so long an agent at work is stuck. Infinity: nobody watches. Milliseconds. */
  readonly stuckMs: number
  /** Called when the desk can take a task. */
  onFree(): void
  /** Called when an agent was taken away; the desk gets another one. */
  onTakenAway(number: number, because: 'stuck' | 'gone'): void
}

/** A task and who hears about it. */
export interface Work {
  readonly task: Task
  onNews(news: Exclude<News, { kind: 'ready' | 'gone' }>): void
  /** The agent was taken away before it was done. */
  onBroken(): void
}

export class Desk {
  readonly #options: DeskOptions
  #agent: Agent | undefined
  #ready = false
  #work: Work | undefined
  #watch: NodeJS.Timeout | undefined

  constructor(options: DeskOptions) {
    this.#options = options
    this.#hire()
  }

  get free(): boolean {
    return this.#ready && this.#work === undefined
  }

  /** Whether there is an agent that has said it is ready. */
  get manned(): boolean {
    return this.#ready
  }

  take(work: Work): void {
    this.#work = work
    this.#look(this.#options.stuckMs)
    this.#agent?.give(work.task)
  }

  close(): void {
    clearTimeout(this.#watch)
    const agent = this.#agent
    this.#agent = undefined
    agent?.kill()
  }

  #hire(): void {
    this.#look(startMs)
    const agent = this.#options.start(this.#options.number, (news) => {
      // The last words of somebody who was replaced are nobody's business.
      if (this.#agent === agent) this.#hear(news)
    })
    this.#agent = agent
  }

  #hear(news: News): void {
    if (news.kind === 'gone') return this.#replace('gone')
    if (news.kind === 'ready') {
      this.#ready = true
      clearTimeout(this.#watch)
      return this.#options.onFree()
    }
    const work = this.#work
    if (news.id !== work?.task.id) return
    this.#look(this.#options.stuckMs)
    if (news.kind === 'done') {
      this.#work = undefined
      clearTimeout(this.#watch)
    }
    work.onNews(news)
    if (news.kind === 'done') this.#options.onFree()
  }

  #look(ms: number): void {
    clearTimeout(this.#watch)
    if (Number.isFinite(ms)) this.#watch = setTimeout(() => this.#replace('stuck'), ms)
  }

  #replace(because: 'stuck' | 'gone'): void {
    const work = this.#work
    this.#work = undefined
    clearTimeout(this.#watch)
    const agent = this.#agent
    this.#agent = undefined
    agent?.kill()
    this.#options.onTakenAway(this.#options.number, because)
    // One who never got ready will hardly do so at once.
    if (this.#ready) this.#hire()
    else this.#watch = setTimeout(() => this.#hire(), startAgainMs)
    this.#ready = false
    work?.onBroken()
  }
}
