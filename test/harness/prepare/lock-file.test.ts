import { expect, test } from 'vitest'
import { readLockFile } from '../../../harness/prepare/package-closure.ts'
import { repository } from '../../../harness/prepare/places.ts'

/**
 * A registry that mirrors only some platforms makes npm leave the others out of the lock file, and
 * `npm ci` then refuses it everywhere.
 */
test('the lock file names the packages of every platform', () => {
  const { packages } = readLockFile(repository)
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).filter(
      (name) => !(`${path}/node_modules/${name}` in packages || `node_modules/${name}` in packages),
    ),
  )
  expect(missing).toEqual([])
})
