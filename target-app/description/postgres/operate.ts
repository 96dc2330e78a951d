/** The shop's own tool for its operators, used as they use it: inside one of the shop's containers. */
import type { TargetContext } from 'aftershock'
import { wordsOf } from '../../service/error-words.ts'

/** What the tool said. @throws Error with its words when it did not succeed. */
export async function admin(
  context: TargetContext,
  service: string,
  words: readonly string[],
): Promise<string> {
  const command = ['node', '/app/target-app/admin/main.ts', ...words]
  let trouble = `no ${service} is running`
  // Any replica will do; some may be down just now.
  for (const replica of context.replicasOf(service)) {
    try {
      const { exitCode, stdout, stderr } = await context.exec(replica, command)
      if (exitCode === 0) return stdout.trim().split('\n').join('; ')
      throw new Error(stderr.trim() || stdout.trim())
    } catch (error) {
      trouble = `${replica}: ${wordsOf(error)}`
    }
  }
  throw new Error(trouble)
}
