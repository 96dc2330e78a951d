/** The dialogue: agents who answer questions, each in a process of its own. */
import { allWell } from './all-well.ts'
import type { Part } from './part.ts'

export const dialogue: Part = {
  services: {
    dialogue: {
      summary: 'Answers questions from the knowledge base; three agents and a waiting line each.',
      image: 'shop',
      command: () => ['dialogue'],
      replicas: 2,
      ports: [8080],
      ready: { log: /"event":"ready"/ },
      environment: ({ name }) => ({ REPLICA: name }),
    },
  },
  mechanisms: {
    'dialogue-redundancy': {
      shownBy: [{ scenario: 'dialogue-replica-killed', check: 'notices' }],
      summary: 'Two dialogue replicas instead of one.',
      off: { replicas: { dialogue: 1 } },
    },
    'agent-isolation': {
      shownBy: [{ scenario: 'dialogue-agents-stuck', check: 'available' }],
      summary: 'An agent without a sign of life for a second is replaced; another one goes on.',
      off: { environment: { dialogue: { AGENT_ISOLATION: 'off' } } },
    },
    'waiting-line': {
      shownBy: [{ scenario: 'ask-rush', check: 'available' }],
      summary: 'Who finds all agents busy waits in a line and hears the place in it.',
      off: { environment: { dialogue: { WAITING_PLACES: '0' } } },
    },
  },
  logEvents: {
    'agent-replaced': {
      summary: 'An agent was stuck or dead and was replaced.',
      service: 'dialogue',
      pattern: /"event":"agent-replaced","agent":(\d+),"because":"(\w+)"/,
      describe: ([, agent, because]) => `dialogue: agent ${agent} is ${because} and replaced`,
      detects: true,
    },
  },
  conditions: {
    'dialogues-are-well': {
      summary: 'Every dialogue replica has an agent.',
      needs: ['dialogue'],
      holds: allWell('dialogue'),
    },
  },
}
