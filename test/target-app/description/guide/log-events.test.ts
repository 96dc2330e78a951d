import { expect, test } from 'vitest'
import { logEvents } from '../../../../target-app/description/guide/log-events.ts'

/** Lines as the services really write them. */
const lines = {
  'guide-breaker': [
    '{"level":40,"time":1,"replica":"guide-1","event":"breaker","name":"recommend-2","state":"half-open","msg":""}',
    'guide: breaker around recommend-2 is half-open',
  ],
  'guide-feature': [
    '{"level":40,"time":1,"replica":"guide-1","event":"feature","name":"recommend","on":false,"msg":""}',
    'guide: recommend is switched off',
  ],
  'answer-resumed': [
    '{"level":30,"time":1,"replica":"guide-2","event":"answer-resumed","from":42,"request":"r-7","msg":""}',
    'guide: an answer that broke off goes on from character 42',
  ],
  'model-trained': [
    '{"level":30,"time":1,"replica":"recommend-1","event":"model","training":"training-1795262509918","parts":24,"msg":""}',
    'recommend: training-1795262509918 is whole, 24 parts',
  ],
  'part-again': [
    '{"level":30,"time":1,"replica":"trainer-2","event":"part-again","training":"training-1795262509918","part":7,"parts":24,"msg":""}',
    'trainer: part 7 is done again',
  ],
} as const satisfies Record<keyof typeof logEvents, readonly [string, string]>

test.each(Object.entries(lines))('%s is found in its line', (name, [line, told]) => {
  const event = Object.entries(logEvents).find(([key]) => key === name)?.[1]
  const match = event === undefined ? null : line.match(event.pattern)
  expect(match && event?.describe(match)).toBe(told)
})
