/** The shop's own tool for its operators, used as they use it: inside one of the shop's containers. */
import type { TargetContext } from 'aftershock'
import { wordsOf } from '../../service/error-words.ts'

export interface Told {
  /** False: the tool refused. */
  readonly done: boolean
  /** In one line. */
  readonly said: string
}

/** How the tool ends when it could not do what it was told. */
const refusedCode = 1

/**
 * What the tool said, also where it refused: that a remedy does not help says something about the shop, and what
 * shoppers get then is judged. @throws Error when the tool could be run nowhere.
 */
export async function admin(
  context: TargetContext,
  service: string,
  words: readonly string[],
): Promise<Told> {
  const command = ['node', '/app/target-app/admin/main.ts', ...words]
  let trouble = `no ${service} is running`
  let refused: Told | undefined
  // Any replica will do; some may be down just now.
  for (const replica of context.replicasOf(service)) {
    try {
      const { exitCode, stdout, stderr } = await context.exec(replica, command)
      if (exitCode === 0) return { done: true, said: oneLine(stdout) }
      const words = oneLine(stderr.trim() || stdout)
      // Any other code is not the tool's own: it was killed, or could not even be started.
      if (exitCode !== refusedCode) throw new Error(words || `ended with code ${exitCode}`)
      refused = { done: false, said: `${replica} refused: ${words}` }
    } catch (error) {
      trouble = `${replica}: ${wordsOf(error)}`
    }
  }
  if (refused !== undefined) return refused
  throw new Error(trouble)
}

function oneLine(text: string): string {
  return text.trim().split('\n').join('; ')
}
