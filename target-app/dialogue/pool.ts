/** Gives questions to agents, isolates an agent that is stuck, and ends every answer clearly. */
import type { DialogueEvent } from '../contracts/dialogue.ts'
import { queueFull } from '../contracts/dialogue.ts'
import { ShopError } from '../service/shop-error.ts'
import type { Done, Task } from './agent-messages.ts'
import { checksumOf } from './answer.ts'
import { Desk, type DeskOptions } from './desk.ts'
import { maxTries } from './resilience.ts'
import { WaitingLine, type Waiting } from './waiting-line.ts'

export interface PoolOptions {
  readonly agents: number
  readonly start: DeskOptions['start']
  readonly places: number
  readonly patienceMs: number
  readonly stuckMs: number
  /** False plants the weakness `stream-ends-silently`. */
  readonly endMark: boolean
  onTakenAway(number: number, because: 'stuck' | 'gone'): void
}

/** A question that is being answered. */
interface Asked extends Waiting {
  task: Task
  /** How often an agent was given it. */
  tries: number
  told: string
  open: boolean
  readonly tell: (event: DialogueEvent) => void
}

export class Pool {
  readonly #options: PoolOptions
  readonly #line: WaitingLine<Asked>
  readonly #desks: Desk[]
  #draining = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#line = new WaitingLine(options.places, options.patienceMs)
    this.#desks = Array.from(
      { length: options.agents },
      (_, at) =>
        new Desk({
          number: at + 1,
          start: options.start,
          stuckMs: options.stuckMs,
          onFree: () => this.#onFree(),
          onTakenAway: options.onTakenAway,
        }),
    )
  }

  /** Whether there is an agent at all. */
  get ready(): boolean {
    return this.#desks.some((desk) => desk.manned)
  }

  get busy(): number {
    return this.#desks.filter((desk) => !desk.free).length
  }

  get waiting(): number {
    return this.#line.length
  }

  /**
   * Answers by events, the last of which is `end` or `sorry`.
   * @returns a function that is called when nobody listens any more
   * @throws ShopError 503 when nobody more may wait
   */
  ask(task: Task, tell: (event: DialogueEvent) => void): () => void {
    if (this.#draining) throw new ShopError(503, 'draining', 'Please ask again.')
    const desk = this.#desks.find(({ free }) => free)
    if (desk === undefined && this.#line.full) {
      throw new ShopError(
        503,
        queueFull,
        'Too many people are asking. Please try again in a moment.',
      )
    }
    const asked = this.#newAsked(task, tell)
    if (desk === undefined) this.#line.join(asked)
    else this.#give(desk, asked)
    return () => {
      asked.open = false
      this.#line.leave(asked)
    }
  }

  /** Nobody new is let in; who waits is told so, and who is being answered gets the rest. */
  drain(): void {
    this.#draining = true
    for (let asked = this.#line.next(); asked !== undefined; asked = this.#line.next()) {
      sorry(asked, 'draining', 'Please ask again: this part of the shop is being restarted.')
    }
  }

  close(): void {
    for (const desk of this.#desks) desk.close()
  }

  #newAsked(task: Task, tell: (event: DialogueEvent) => void): Asked {
    const asked: Asked = {
      task,
      tries: 0,
      told: '',
      open: true,
      tell: (event) => {
        if (asked.open) tell(event)
      },
      onPosition: (position) => asked.tell({ event: 'position', position }),
      onTooLong: () =>
        sorry(asked, 'try-later', 'All our agents are busy. Please try again in a minute.'),
    }
    return asked
  }

  #onFree(): void {
    const desk = this.#desks.find(({ free }) => free)
    const asked = desk && this.#line.next()
    if (desk !== undefined && asked !== undefined) this.#give(desk, asked)
  }

  #give(desk: Desk, asked: Asked): void {
    asked.tries += 1
    desk.take({
      task: asked.task,
      onNews: (news) => {
        if (news.kind === 'done') return end(asked, news)
        asked.told += news.text
        asked.tell({ event: 'token', offset: news.offset, text: news.text })
      },
      onBroken: () => this.#goOn(asked),
    })
  }

  /** Somebody else goes on where the words ended. */
  #goOn(asked: Asked): void {
    if (!asked.open) return
    const { task, told } = asked
    if (!this.#options.endMark) {
      // The weakness `stream-ends-silently`: what there is, is said to be all.
      end(asked, {
        ...task,
        kind: 'done',
        length: task.from + told.length,
        checksum: checksumOf(told),
        cites: [],
      })
    } else if (asked.tries >= maxTries) {
      sorry(asked, 'gave-up', 'Sorry, we could not finish this answer. Please ask in other words.')
    } else {
      asked.task = { ...task, from: task.from + told.length }
      asked.told = ''
      const desk = this.#desks.find(({ free }) => free)
      if (desk === undefined) this.#line.rejoin(asked)
      else this.#give(desk, asked)
    }
  }
}

function end(asked: Asked, { length, checksum, cites }: Done): void {
  asked.tell({ event: 'end', id: asked.task.id, length, checksum, cites })
  asked.open = false
}

function sorry(asked: Asked, code: 'try-later' | 'gave-up' | 'draining', message: string): void {
  asked.tell({ event: 'sorry', id: asked.task.id, code, message })
  asked.open = false
}
