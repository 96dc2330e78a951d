import { expect, test } from 'vitest'
import { findChromium } from '../../../harness/prepare/chromium.ts'

test('the executable that the user names is taken', async () => {
  expect(await findChromium({ AFTERSHOCK_CHROMIUM: process.execPath })).toBe(process.execPath)
})

test('a name that cannot be run is an error, not a reason to take another browser', async () => {
  await expect(findChromium({ AFTERSHOCK_CHROMIUM: '/nowhere/chrome' })).rejects.toMatchObject({
    message: 'AFTERSHOCK_CHROMIUM: /nowhere/chrome is not an executable file',
    hint: 'name a Chromium or Chrome executable, or unset it',
    exitCode: 69,
  })
})
