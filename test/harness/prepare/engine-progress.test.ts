import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import {
  followToEnd,
  type EngineMessage,
  type ProgressReader,
} from '../../../harness/prepare/engine-progress.ts'

const telling = (...messages: EngineMessage[]): ProgressReader => ({
  followProgress(_, end, message) {
    messages.forEach(message)
    end(null)
  },
})
const stream = Readable.from([])

test('passes every message on and ends well', async () => {
  const heard: EngineMessage[] = []
  await followToEnd(telling({ stream: 'Step 1/2' }, { stream: 'Step 2/2' }), stream, (message) =>
    heard.push(message),
  )
  expect(heard).toEqual([{ stream: 'Step 1/2' }, { stream: 'Step 2/2' }])
})

test('a failure that comes as a message is a failure, although the stream ends well', async () => {
  const reader = telling({ stream: 'Step 1/2' }, { error: 'returned a non-zero code: 3' })
  await expect(followToEnd(reader, stream)).rejects.toThrow('returned a non-zero code: 3')
})
