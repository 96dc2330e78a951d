/** Starts agents as processes. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { News, type Task } from './agent-messages.ts'

/** One agent as the pool sees it. */
export interface Agent {
  give(task: Task): void
  /** Ends it at once, even one that is frozen. */
  kill(): void
}

/** @param number told on its command line, so that the agents can be told apart from outside */
export function startAgent(number: number, tell: (news: News) => void): Agent {
  const child = fork(join(import.meta.dirname, 'agent.ts'), [String(number)])
  child.on('message', (message) => tell(News.parse(message)))
  child.on('exit', () => tell({ kind: 'gone' }))
  // What cannot be sent ends in `exit` or in silence, and the pool notices both.
  child.on('error', () => {})
  return {
    give: (task) => void child.send(task, () => {}),
    kill: () => void child.kill('SIGKILL'),
  }
}
