import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { PassThrough, type Readable } from 'node:stream'
import archiver from 'archiver'
import { reasonOf } from '../errors.ts'
import { withDeadline } from '../runtime/deadline.ts'
import { connectEngine, type Container } from '../runtime/engine.ts'
import { labelsFor } from '../runtime/labels.ts'
import type { LoadFile } from './script-files.ts'
import { measuringCpuShares } from '../runtime/cpu-shares.ts'

/** What a container with k6 in it is made of. */
export interface K6Container {
  readonly run: string
  readonly image: string
  /** Id of the container whose network namespace k6 shares. */
  readonly namespace: string
  /** Relative to k6's working folder. */
  readonly files: readonly LoadFile[]
  /** The file k6 runs. */
  readonly entry: string
}

/** How k6 ended. `exitCode` is null when the engine could not tell. */
export interface K6End {
  readonly exitCode: number | null
  readonly outOfMemory: boolean
  /** The last lines it wrote to its standard error. */
  readonly said: readonly string[]
}

export interface RunningK6 {
  /** Resolves when k6 has ended, every row was handed over and the container is gone. Never rejects. */
  readonly ended: Promise<K6End>
  /** Ends k6: first so that it can still write its rows, a few seconds later by force. */
  stop(): Promise<void>
}

const folder = '/aftershock'
const engineLimitMs = 20_000
const politeLimitMs = 3_000
const drainLimitMs = 3_000
const linesKept = 12

const environment = [
  'K6_CSV_TIME_FORMAT=unix_micro',
  'K6_CSV_SAVE_INTERVAL=200ms',
  // Nothing may be asked of, or told to, anybody outside.
  'K6_NO_USAGE_REPORT=true',
  'K6_AUTO_EXTENSION_RESOLUTION=false',
]

/**
 * Starts k6 and hands over every row of its CSV output as it comes. Throws when the container cannot
 * be made or started, for example because the image is not there.
 */
export async function startK6(
  what: K6Container,
  onRow: (row: string) => void,
  signal: AbortSignal,
): Promise<RunningK6> {
  const container = await withDeadline('making the load container', engineLimitMs, signal, () =>
    create(what),
  )
  try {
    // Attached before the start, so that no row can be missed; the engine itself keeps no log.
    const output = await withDeadline('starting the load', engineLimitMs, signal, async () => {
      await container.putArchive(tarOf(what.files), { path: '/' })
      const stream = await container.attach({ stream: true, stdout: true, stderr: true })
      await container.start()
      return readOutput(container, stream, onRow)
    })
    const ended = untilEnd(container, output)
    return { ended, stop: () => stop(container, ended) }
  } catch (thrown) {
    await remove(container)
    throw thrown
  }
}

async function create({ run, image, namespace, entry }: K6Container): Promise<Container> {
  const engine = await connectEngine()
  return engine.container.dockerode.createContainer({
    Image: image,
    Labels: labelsFor(run, 'load'),
    Entrypoint: ['k6'],
    Cmd: ['run', '--quiet', '--no-color', '--summary-mode', 'disabled']
      .concat(['--log-format', 'raw', '--out', 'csv=-'])
      .concat(`${folder}/${entry}`),
    Env: environment,
    HostConfig: {
      NetworkMode: `container:${namespace}`,
      LogConfig: { Type: 'none', Config: {} },
      CpuShares: measuringCpuShares,
    },
  })
}

function tarOf(files: readonly LoadFile[]): Readable {
  const tar = archiver('tar')
  for (const { path, content } of files) tar.append(content, { name: `${folder.slice(1)}/${path}` })
  // A failure reaches the reader of the stream as an error event; this promise only repeats it.
  tar.finalize().catch(() => undefined)
  return tar
}

interface Output {
  /** Resolves when both outputs have been read to their ends. */
  readonly drained: Promise<unknown>
  readonly said: string[]
}

function readOutput(
  container: Container,
  stream: NodeJS.ReadableStream,
  onRow: (row: string) => void,
): Output {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  container.modem.demuxStream(stream, stdout, stderr)
  const said: string[] = []
  const rows = createInterface({ input: stdout }).on('line', onRow)
  const complaints = createInterface({ input: stderr }).on('line', (line) => {
    if (line.trim() !== '') said.push(line)
    if (said.length > linesKept) said.shift()
  })
  const drained = Promise.all([once(rows, 'close'), once(complaints, 'close')])
  const finish = (): void => {
    stdout.end()
    stderr.end()
  }
  stream.once('end', finish).once('close', finish).once('error', finish)
  return { drained, said }
}

async function untilEnd(container: Container, { drained, said }: Output): Promise<K6End> {
  const never = new AbortController().signal
  let exitCode: number | null = null
  let outOfMemory = false
  try {
    const waited: { StatusCode: number } = await container.wait()
    exitCode = waited.StatusCode
    await withDeadline('reading the last rows', drainLimitMs, never, () => drained)
    const { State } = await withDeadline('looking at k6', engineLimitMs, never, () =>
      container.inspect(),
    )
    outOfMemory = State.OOMKilled
  } catch (thrown) {
    said.push(reasonOf(thrown))
  }
  await remove(container)
  return { exitCode, outOfMemory, said }
}

async function stop(container: Container, ended: Promise<K6End>): Promise<void> {
  const never = new AbortController().signal
  // k6 may have ended by itself meanwhile, and then there is nothing to signal.
  await signalTo(container, 'SIGTERM')
  await withDeadline('stopping k6', politeLimitMs, never, () => ended).catch(() =>
    signalTo(container, 'SIGKILL'),
  )
  await withDeadline('ending k6', engineLimitMs, never, () => ended).catch(() => remove(container))
}

async function signalTo(container: Container, signal: string): Promise<void> {
  await withDeadline(`sending ${signal} to k6`, engineLimitMs, new AbortController().signal, () =>
    container.kill({ signal }),
  ).catch(() => undefined)
}

/** What cannot be removed now carries the run's label, and the guardian removes it. */
async function remove(container: Container): Promise<void> {
  await withDeadline(
    'removing the load container',
    engineLimitMs,
    new AbortController().signal,
    () => container.remove({ force: true, v: true }),
  ).catch(() => undefined)
}
