/** Lines in the logs that tell what the guide noticed and did. */
import type { Target } from 'aftershock'

export const logEvents = {
  'guide-breaker': {
    summary: 'A circuit breaker of the guide changed its state.',
    service: 'guide',
    pattern: /"event":"breaker","name":"([\w-]+)","state":"([\w-]+)"/,
    describe: ([, name, state]) => `guide: breaker around ${name} is ${state}`,
    detects: true,
  },
  'guide-feature': {
    summary: 'A part of the guide was switched off or on.',
    service: 'guide',
    pattern: /"event":"feature","name":"(\w+)","on":(true|false)/,
    describe: ([, name, on]) => `guide: ${name} is switched ${on === 'true' ? 'on' : 'off'}`,
  },
  'answer-resumed': {
    summary: 'An answer of the dialogue that broke off was taken up again and goes on.',
    service: 'guide',
    pattern: /"event":"answer-resumed","from":(\d+)/,
    describe: ([, from]) => `guide: an answer that broke off goes on from character ${from}`,
    detects: true,
  },
  'model-trained': {
    summary: 'A recommender has all parts of a training and uses its model.',
    service: 'recommend',
    pattern: /"event":"model","training":"([\w-]+)","parts":(\d+)/,
    describe: ([, training, parts]) => `recommend: ${training} is whole, ${parts} parts`,
  },
  'part-again': {
    summary: 'A trainer was given a part that another one had begun.',
    service: 'trainer',
    pattern: /"event":"part-again","training":"[\w-]+","part":(\d+)/,
    describe: ([, part]) => `trainer: part ${part} is done again`,
    detects: true,
  },
} as const satisfies NonNullable<Target['logEvents']>
