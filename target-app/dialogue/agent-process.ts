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
  const kill = (): void => void child.kill('SIGKILL')
  child.on('message', (message) => heard(message, tell, kill))
  child.on('exit', () => tell({ kind: 'gone' }))
  // What cannot be sent ends in `exit` or in silence, and the pool notices both.
  child.on('error', () => {})
  return {
    give: (task) => void child.send(task, () => {}),
    kill,
  }
}

/** An agent that says what nobody understands is ended, and nobody else is hurt by it. */
export function heard(message: unknown, tell: (news: News) => void, kill: () => void): void {
  const news = News.safeParse(message)
  if (news.success) tell(news.data)
  else kill()
}
