import { expect, test } from 'vitest'
import { prepare } from '../../../harness/prepare/prepare.ts'

test('an image nobody declared is refused before anything is looked for', async () => {
  const { signal } = new AbortController()
  await expect(
    prepare({ need: ['engine', 'reddis'], signal, output: process.stderr }),
  ).rejects.toMatchObject({
    message: 'no image is called "reddis"',
    hint: 'images: base, node, toxiproxy, k6, keeper',
  })
})
