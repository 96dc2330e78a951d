import { expect, test } from 'vitest'
import { oncePerLook } from '../../../target-app/description/once-per-look.ts'
import { fakeContext } from '../../support/fake-target-context.ts'

const newLook = () => fakeContext({}, () => '')

test('asks once with each look, also when asked twice at the same time', async () => {
  let asked = 0
  const question = oncePerLook(async () => ++asked)
  const look = newLook()
  await expect(Promise.all([question(look), question(look)])).resolves.toEqual([1, 1])
  await expect(question(look)).resolves.toBe(1)
  await expect(question(newLook())).resolves.toBe(2)
})

test('an error holds for its look only', async () => {
  let asked = 0
  const question = oncePerLook(async () => {
    if (++asked === 1) throw new Error('not yet')
    return asked
  })
  const look = newLook()
  await expect(question(look)).rejects.toThrow('not yet')
  await expect(question(look)).rejects.toThrow('not yet')
  await expect(question(newLook())).resolves.toBe(2)
})
