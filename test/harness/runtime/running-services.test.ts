import { expect, test } from 'vitest'
import { runningServices, thoseServed } from '../../../harness/runtime/running-services.ts'
import type { Service, Target } from '../../../harness/target/target.ts'
import { smallVocabulary } from '../../support/small-vocabulary.ts'

const service: Service = {
  summary: 'does something',
  image: 'small',
  ports: [80],
  ready: { log: /ready/ },
}
const target: Target = {
  ...smallVocabulary.target,
  services: {
    web: service,
    db: { ...service, after: ['disk'] },
    mail: { ...service, after: ['db'] },
    disk: service,
  },
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
