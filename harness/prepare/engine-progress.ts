/** The stream of messages with which the engine tells how a pull, a build or an import goes. */

/** One line of it. The engine has answered "200 OK" by then, so a failure is only a message. */
export interface EngineMessage {
  readonly stream?: string
  readonly error?: string
}

/** The part of the engine's API that reads such a stream. */
export interface ProgressReader {
  followProgress(
    stream: NodeJS.ReadableStream,
    end: (error: Error | null) => void,
    message: (message: EngineMessage) => void,
  ): void
}

/** Resolves when the work is done. Rejects with the engine's own words when it failed. */
export async function followToEnd(
  reader: ProgressReader,
  stream: NodeJS.ReadableStream,
  onMessage: (message: EngineMessage) => void = () => undefined,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let failure: string | undefined
  const end = (error: Error | null): void => {
    if (error !== null) reject(error)
    else if (failure === undefined) resolve()
    else reject(new Error(failure))
  }
  reader.followProgress(stream, end, (message) => {
    failure ??= message.error
    onMessage(message)
  })
  return promise
}
