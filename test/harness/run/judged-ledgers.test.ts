import { expect, test } from 'vitest'
import { realClock } from '../../../harness/clock.ts'
import { judgedLedgers } from '../../../harness/run/judged-ledgers.ts'
import { fakeJob } from '../../support/fake-job.ts'
import { planOf } from '../../support/plan.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const read = () => Promise.resolve({ tokens: {} })
const ledgers = {
  carts: { summary: 'all carts', read },
  mails: { summary: 'all mails', read },
  parcels: { summary: 'all parcels', needs: ['a service that is not started'], read },
}

test.each([
  { asked: [], are: [] },
  { asked: ['mails'], are: ['mails'] },
  { asked: ['parcels', 'mails', 'carts'], are: ['carts', 'mails'] },
])('of $asked $are can be read', ({ asked, are }) => {
  const target = { ...smallVocabulary.target, ledgers }
  const job = fakeJob(realClock, { plan: planOf({ ledgers: asked }), target })
  expect(judgedLedgers(job).map(([name]) => name)).toEqual(are)
})
