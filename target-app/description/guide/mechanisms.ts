/** What keeps the guide talking when its neighbours fail, and how each is switched off. */
import type { Target } from 'aftershock'

const guideSwitch = (summary: string, setting: string) => ({
  summary,
  off: { environment: { guide: { [setting]: 'off' } } },
})

export const mechanisms = {
  'guide-redundancy': {
    summary: 'Two guides behind the edge instead of one.',
    off: { replicas: { guide: 1 } },
  },
  'guide-breaker': guideSwitch(
    'After three failures in a row the guide stops asking a replica, until a look finds it well.',
    'CIRCUIT_BREAKER',
  ),
  'guide-time-out': guideSwitch('The guide waits for each neighbour only so long.', 'TIMEOUT'),
  'guide-bulkhead': guideSwitch(
    'Only so many calls to one neighbour are under way at once.',
    'BULKHEAD',
  ),
  'guide-ladder': guideSwitch(
    'Without the recommender there are products of the same category or popular ones.',
    'LADDER',
  ),
  'guide-cache': guideSwitch(
    'Answers are kept: a stale one is shown at once and asked for anew behind.',
    'CACHE',
  ),
  'guide-failover': guideSwitch(
    'When one replica of a neighbour does not answer, the next one is asked, also in mid-answer.',
    'FAILOVER',
  ),
  'partial-answers': guideSwitch(
    'What was found is shown without its reviews when these take too long.',
    'PARTIAL',
  ),
  'consistent-hashing': guideSwitch(
    'Shoppers live on a hash ring: when a replica leaves, only its own shoppers move.',
    'HASH_RING',
  ),
  'training-redelivery': {
    summary: 'A part of a training is forgotten by the queue only when it is done.',
    off: { environment: { trainer: { ACKNOWLEDGE_LAST: 'off' } } },
  },
} as const satisfies NonNullable<Target['mechanisms']>
