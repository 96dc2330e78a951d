import { expect, test } from 'vitest'
import { startService } from '../../../target-app/supervisor/process.ts'

// Node tells one of them by an event, and throws the other.
test.each([
  ['there is no such program', '1', 'ENOENT'],
  ['it cannot be given its environment', '\0', 'null bytes'],
])('a service that cannot be started because %s is gone', async (_, release, words) => {
  const gone = Promise.withResolvers<unknown[]>()
  const child = startService('main.ts', [], release, '/there/is/no/node')
  child.onExit((...told) => gone.resolve(told))
  expect(child.pid).toBeUndefined()
  expect(() => child.kill('SIGKILL')).not.toThrow()
  expect(await gone.promise).toEqual([1, expect.stringContaining(words)])
})
