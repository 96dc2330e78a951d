/** What keeps the guide talking when its neighbours fail, and how each is switched off. */
import type { Proof, Target } from 'aftershock'

const guideSwitch = (summary: string, setting: string, ...shownBy: readonly Proof[]) => ({
  shownBy,
  summary,
  off: { environment: { guide: { [setting]: 'off' } } },
})

export const mechanisms = {
  'guide-redundancy': {
    shownBy: [{ scenario: 'guide-replica-killed', check: 'available' }],
    summary: 'Two guides behind the edge instead of one.',
    off: { replicas: { guide: 1 } },
  },
  'guide-breaker': guideSwitch(
    'After three failures in a row the guide stops asking a replica, until a look finds it well.',
    'CIRCUIT_BREAKER',
    { scenario: 'guide-recommend-slow', check: 'degrades' },
  ),
  'guide-time-out': guideSwitch('The guide waits for each neighbour only so long.', 'TIMEOUT', {
    scenario: 'guide-recommend-slow',
    check: 'degrades',
  }),
  'guide-bulkhead': guideSwitch(
    'Only so many calls to one neighbour are under way at once.',
    'BULKHEAD',
    { scenario: 'guide-bulkhead', check: 'degrades' },
  ),
  'guide-ladder': guideSwitch(
    'Without the recommender there are products of the same category or popular ones.',
    'LADDER',
    { scenario: 'guide-recommend-killed', check: 'degrades' },
  ),
  'guide-cache': guideSwitch(
    'Answers are kept: a stale one is shown at once and asked for anew behind.',
    'CACHE',
    { scenario: 'guide-cache', check: 'degrades' },
  ),
  'guide-failover': guideSwitch(
    'When one replica of a neighbour does not answer, the next one is asked, also in mid-answer.',
    'FAILOVER',
    { scenario: 'recommend-replica-killed', check: 'available' },
  ),
  'partial-answers': guideSwitch(
    'What was found is shown without its reviews when these take too long.',
    'PARTIAL',
    { scenario: 'guide-search-slow', check: 'degrades' },
  ),
  'consistent-hashing': guideSwitch(
    'Shoppers live on a hash ring: when a replica leaves, only its own shoppers move.',
    'HASH_RING',
    { scenario: 'recommend-replica-killed', check: 'available' },
  ),
  features: guideSwitch(
    'Recommendations, search and answers can be put to rest while the guide runs.',
    'FEATURES',
    { scenario: 'guide-feature-off', check: 'notices' },
  ),
  'training-redelivery': {
    shownBy: [{ scenario: 'training-worker-killed', check: 'notices' }],
    summary: 'A part of a training is forgotten by the queue only when it is done.',
    off: { environment: { trainer: { ACKNOWLEDGE_LAST: 'off' } } },
  },
} as const satisfies NonNullable<Target['mechanisms']>
