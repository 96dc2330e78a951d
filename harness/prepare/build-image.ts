/** Builds one image with the engine's builder, and keeps what the builder said. */
import { appendFileSync } from 'node:fs'
import { reasonOf } from '../errors.ts'
import { tarOf, type ContextEntry } from './build-context.ts'
import type { Docker } from './engine-client.ts'
import { followToEnd, type EngineMessage } from './engine-progress.ts'
import { failure } from './logged-command.ts'

export interface ImageBuild {
  readonly name: string
  readonly tag: string
  readonly entries: readonly ContextEntry[]
  /** The reference that the Dockerfile receives as `ARG BASE`. */
  readonly base: string
  readonly labels: Readonly<Record<string, string>>
  readonly log: string
  readonly signal: AbortSignal
  readonly say: (detail: string) => void
}

const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']

/** Resolves when the tag exists. Throws a UserError that names the log and shows its end. */
export async function buildImage(docker: Docker, build: ImageBuild): Promise<void> {
  build.signal.throwIfAborted()
  const forwarded = proxies.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const onMessage = ({ stream, error }: EngineMessage): void => {
    appendFileSync(build.log, stream ?? error ?? '')
    if (stream?.startsWith('Step ')) build.say(stream.trim())
  }
  try {
    const stream = await docker.buildImage(tarOf(build.entries), {
      t: build.tag,
      buildargs: { ...Object.fromEntries(forwarded), BASE: build.base },
      labels: { ...build.labels },
      rm: true,
      forcerm: true,
      abortSignal: build.signal,
    })
    await followToEnd(docker.modem, stream, onMessage)
  } catch (error) {
    build.signal.throwIfAborted()
    throw failure(`image "${build.name}" cannot be built: ${reasonOf(error)}`, build.log)
  }
}
