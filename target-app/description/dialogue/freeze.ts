/** Agents that hang: their processes are there, and nothing comes from them. */
import type { TargetContext } from 'aftershock'

/** Two of the three in every replica. The brackets keep the shell from finding itself. */
const which = 'dialogue/agent.ts [12]'
const program = `
for process in /proc/[0-9]*; do
  if tr '\\0' ' ' < "$process/cmdline" | grep -q "${which}"; then
    kill -$1 "\${process#/proc/}" && echo found
  fi
done 2>/dev/null
true`

async function signal(context: TargetContext, name: 'STOP' | 'CONT'): Promise<number> {
  const answers = await Promise.all(
    context
      .replicasOf('dialogue')
      .map((replica) => context.exec(replica, ['sh', '-c', program, 'signal', name])),
  )
  return answers.reduce((sum, { stdout }) => sum + stdout.split('found').length - 1, 0)
}

export const actions = {
  'freeze-agents': {
    summary:
      'Stop two of the three agents of every dialogue replica in the middle of what they do.',
    needs: ['dialogue'],
    async run(context: TargetContext) {
      const frozen = await signal(context, 'STOP')
      if (frozen === 0) throw new Error('no agent was found')
      return `${frozen} agents stopped`
    },
    async undo(context: TargetContext) {
      return `${await signal(context, 'CONT')} agents go on`
    },
  },
}
