import { expect, test } from 'vitest'
import { runningServices, thoseServed } from '../../../harness/runtime/running-services.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const { target: small } = smallVocabulary
const { web, db, mail } = small.services
const target = {
  ...small,
  services: { web, db: { ...db, after: ['disk'] }, mail: { ...mail, after: ['db'] }, disk: db },
}

test('without a wish everything runs', () => {
  expect(runningServices(target)).toEqual(['web', 'db', 'mail', 'disk'])
})

test.each([
  { wanted: ['web'], running: ['web'] },
  { wanted: ['db'], running: ['web', 'db', 'disk'] },
  { wanted: ['mail'], running: ['web', 'db', 'mail', 'disk'] },
])('with $wanted run $running: the way in, and what they come after', ({ wanted, running }) => {
  expect(runningServices(target, wanted)).toEqual(running)
})

test('a name that the target does not have starts nothing', () => {
  expect(runningServices(target, ['cache'])).toEqual(['web'])
})

test('what needs a service that does not run is left out', () => {
  const members = { all: {}, both: { needs: ['web', 'db'] }, one: { needs: ['web'] } }
  const replicasOf = (service: string): readonly string[] => (service === 'web' ? ['web-1'] : [])
  expect(Object.keys(thoseServed(members, replicasOf))).toEqual(['all', 'one'])
})
