import type { News, Task } from '../../target-app/dialogue/agent-messages.ts'
import type { Agent } from '../../target-app/dialogue/agent-process.ts'

/** An agent that says what a test makes it say. */
export interface FakeAgent extends Agent {
  readonly number: number
  readonly tasks: Task[]
  killed: boolean
  say(news: News): void
  /** Some words of its last task's answer. */
  token(offset: number, text: string): void
  done(): void
}

/** Every agent that was started, in the order of their starts; each is ready at once if `ready`. */
export function fakeAgents(ready = true) {
  const all: FakeAgent[] = []
  const start = (number: number, tell: (news: News) => void): Agent => {
    const agent: FakeAgent = {
      number,
      tasks: [],
      killed: false,
      say: tell,
      token: (offset, text) => tell({ kind: 'token', id: lastId(agent), offset, text }),
      done: () =>
        tell({ kind: 'done', id: lastId(agent), length: 9, checksum: 'abc', cites: ['x'] }),
      give: (task) => void agent.tasks.push(task),
      kill: () => {
        agent.killed = true
      },
    }
    all.push(agent)
    if (ready) queueMicrotask(() => tell({ kind: 'ready' }))
    return agent
  }
  return { all, start, at: (place: number): FakeAgent => agentAt(all, place) }
}

function agentAt(all: readonly FakeAgent[], place: number): FakeAgent {
  const agent = all.at(place)
  if (agent === undefined) throw new Error(`no agent ${place} was started`)
  return agent
}

function lastId(agent: FakeAgent): string {
  return agent.tasks.at(-1)?.id ?? 'none'
}
