import { readFile } from 'node:fs/promises'
import { PassThrough, type Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { faults } from '../../harness/faults/index.ts'
import { removeEnvironment } from '../../harness/runtime/remove.ts'
import { connectEngine, execIn, type Container } from '../../harness/runtime/engine.ts'
import { labelsFor } from '../../harness/runtime/labels.ts'
import { createNetwork } from '../../harness/runtime/network.ts'
import { PlacedContainer } from '../../harness/runtime/placed-container.ts'
import { prepareTiny, startTiny, testRun } from '../support/tiny.ts'
import { victimsOf } from '../support/victims.ts'
import { until } from '../support/wait.ts'

/** What a client saw of a death: on a connection it had, and on one it opened afterwards. */
interface Seen {
  readonly kept: string
  readonly fresh: string
}

const never = new AbortController().signal
const program = new URL('../fixtures/programs/watches-a-server-die.ts', import.meta.url)

/** Starts the client in a container; `look` makes it say what it sees. */
async function watch(container: Container, host: string, port: number) {
  const text = await readFile(program, 'utf8')
  const command = ['node', '--input-type=module-typescript', '-e', text, host, String(port)]
  const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true })
  const stream: Readable = await exec.start({})
  const merged = new PassThrough()
  container.modem.demuxStream(stream, merged, merged)
  let said = ''
  merged.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await until('the client is connected', () => said.includes('connected'))
  return {
    async look(): Promise<Seen> {
      const engine = await connectEngine()
      await execIn(engine, container, ['sh', '-c', 'kill -USR2 $(cat /tmp/pid)'], never)
      await until('the client has looked', () => said.includes('{'))
      return JSON.parse(said.slice(said.indexOf('{'))) as Seen
    },
  }
}

/** The death as it is: two containers on one network, no wire between them. */
async function withoutWire(
  name: string,
  die: (server: Container, run: string) => Promise<void>,
): Promise<Seen> {
  const { images } = await prepareTiny()
  const run = testRun(name)
  const engine = await connectEngine()
  const network = await createNetwork(run, `${run}-n`)
  try {
    const start = (host: string, command: readonly string[]) =>
      new PlacedContainer(images['tiny'] ?? '')
        .withNetworkMode(network.name)
        .withName(`${run}-n-${host}`)
        .withLabels(labelsFor(run, 'replica'))
        .withEnvironment({ PORT: '9000' })
        .withAddedCapabilities('NET_ADMIN')
        .withEntrypoint([...command])
        .start()
    // The server is a child, so that it can crash while its host lives on.
    const server = await start('server', [
      'bash',
      '-c',
      'node /app/server.ts & echo $! > /tmp/server; wait; exec sleep infinity',
    ])
    const client = await start('client', ['sleep', 'infinity'])
    const victim = engine.container.getById(server.getId())
    const watching = await watch(engine.container.getById(client.getId()), `${run}-n-server`, 9000)
    await die(victim, run)
    return await watching.look()
  } finally {
    await removeEnvironment(run, `${run}-n`)
  }
}

/** The death as the harness plays it, through the wire. */
async function throughWire(name: string, as: 'process-crashed' | 'host-lost'): Promise<Seen> {
  await using environment = await startTiny(name)
  const engine = await connectEngine()
  const client = engine.container.getById(environment.replicas.get('front-1')?.id ?? '')
  const watching = await watch(client, 'back', 9000)
  await faults.kill.inject(victimsOf(environment, { replicas: ['back'] }), { as }, never)
  // Awaited here, because the environment is gone when this function has answered.
  return await watching.look()
}

describe('a client sees the same through the wire as without it', () => {
  test('when the process crashed: the port refuses', async () => {
    const real = await withoutWire('crash', async (server) => {
      const engine = await connectEngine()
      await execIn(engine, server, ['sh', '-c', 'kill -9 $(cat /tmp/server)'], never)
    })
    expect(real).toEqual({ kept: 'closed', fresh: 'ECONNREFUSED' })
    expect(await throughWire('crash-wire', 'process-crashed')).toEqual(real)
  })

  test('when the host is lost: nothing comes back', async () => {
    const real = await withoutWire('lost', async (server, run) => {
      // The cable is pulled: in the server's own network namespace nothing passes any more.
      const { images } = await prepareTiny()
      const puller = await new PlacedContainer(images['keeper'] ?? '')
        .withNetworkMode(`container:${server.id}`)
        .withName(`${run}-n-puller`)
        .withLabels(labelsFor(run, 'replica'))
        .withAddedCapabilities('NET_ADMIN')
        .withEntrypoint(['sh', '-c', 'ip link set eth0 down && echo pulled && exec sleep infinity'])
        .start()
      await until('the cable is pulled', async () => {
        const logs = await (
          await connectEngine()
        ).container
          .getById(puller.getId())
          .logs({ stdout: true })
        return logs.toString().includes('pulled')
      })
    })
    expect(real).toEqual({ kept: 'silence', fresh: 'silence' })
    expect(await throughWire('lost-wire', 'host-lost')).toEqual(real)
  })
})
