import { expect, test } from 'vitest'
import { withDeadline } from '../../../harness/runtime/deadline.ts'

const never = new AbortController().signal
const forEver = (): Promise<never> => new Promise(() => {})

test('answers with what the work answers', async () => {
  await expect(withDeadline('work', 1000, never, async () => 7)).resolves.toBe(7)
})

test('passes on what the work throws', async () => {
  const work = () => Promise.reject(new Error('no disk'))
  await expect(withDeadline('work', 1000, never, work)).rejects.toThrow('no disk')
})

test('does not even begin when it was aborted before', async () => {
  let begun = false
  const work = async (): Promise<void> => void (begun = true)
  const aborted = AbortSignal.abort(new Error('Ctrl-C'))
  await expect(withDeadline('work', 1000, aborted, work)).rejects.toThrow('Ctrl-C')
  expect(begun).toBe(false)
})

test('leaves work behind that ignores its signal', async () => {
  await expect(withDeadline('asking', 5, never, forEver)).rejects.toThrow(
    'asking took longer than 5 ms',
  )
})

test('leaves work behind when it is aborted meanwhile', async () => {
  const controller = new AbortController()
  const work = withDeadline('asking', 60_000, controller.signal, forEver)
  controller.abort()
  await expect(work).rejects.toThrow('asking was aborted')
})

test('tells the work that its time is over', async () => {
  const told = Promise.withResolvers<string>()
  const work = (signal: AbortSignal): Promise<never> => {
    signal.addEventListener('abort', () => told.resolve('told'))
    return forEver()
  }
  await expect(withDeadline('asking', 5, never, work)).rejects.toThrow()
  await expect(told.promise).resolves.toBe('told')
})

test('work that fails after its time harms nobody', async () => {
  const late = Promise.withResolvers<never>()
  await expect(withDeadline('asking', 5, never, () => late.promise)).rejects.toThrow('took longer')
  // An unhandled rejection would fail this test's file.
  late.reject(new Error('too late'))
  await new Promise(setImmediate)
})
