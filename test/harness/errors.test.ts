import { expect, test } from 'vitest'
import { reasonOf } from '../../harness/errors.ts'

const broken = new Error('read ECONNRESET')

test.each([
  ['words', 'words'],
  [new Error('no room'), 'no room'],
  [new TypeError('fetch failed', { cause: broken }), 'fetch failed: read ECONNRESET'],
  [new Error('asking: read ECONNRESET', { cause: broken }), 'asking: read ECONNRESET'],
  [
    new Error('not seeded', { cause: new TypeError('fetch failed', { cause: broken }) }),
    'not seeded: fetch failed: read ECONNRESET',
  ],
  [
    new TypeError('fetch failed', {
      cause: Object.assign(new AggregateError([broken]), { code: 'ECONNREFUSED' }),
    }),
    'fetch failed: ECONNREFUSED',
  ],
  [new Error('no room', { cause: 'nothing that was thrown' }), 'no room'],
])('the reason of %o', (thrown, reason) => {
  expect(reasonOf(thrown)).toBe(reason)
})
