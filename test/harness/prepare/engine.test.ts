import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { advice } from '../../../harness/prepare/engine-start.ts'
import { engineCandidates, findEngine, noEngine } from '../../../harness/prepare/engine.ts'

let home: string
const servers: Server[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'aftershock-engine-'))
})

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server[Symbol.asyncDispose]()))
  rmSync(home, { recursive: true })
})

/** Something that listens on a socket and answers every request with this text. */
async function listen(name: string, answer: string): Promise<string> {
  const path = join(home, name)
  const server = createServer((_, response) => response.end(answer))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return `unix://${path}`
}

describe('where an engine is looked for', () => {
  test('the host that the user names is the only one', () => {
    expect(engineCandidates({ DOCKER_HOST: 'tcp://127.0.0.1:2375' }, home)).toEqual([
      { host: 'tcp://127.0.0.1:2375', from: 'DOCKER_HOST' },
    ])
  })

  test('the current context comes before the usual sockets', () => {
    const id = createHash('sha256').update('colima').digest('hex')
    const meta = join(home, '.docker/contexts/meta', id)
    mkdirSync(meta, { recursive: true })
    writeFileSync(join(home, '.docker/config.json'), '{ "currentContext": "colima" }')
    writeFileSync(
      join(meta, 'meta.json'),
      '{"Endpoints":{"docker":{"Host":"unix:///colima.sock"}}}',
    )
    const [first, second] = engineCandidates({}, home)
    expect(first).toEqual({ host: 'unix:///colima.sock', from: 'context colima' })
    expect(second).toEqual({ host: 'unix:///var/run/docker.sock', from: 'usual socket' })
  })
})

test('the first that answers is taken, and the others leave their reason', async () => {
  const version = { Version: '28.0.0', ApiVersion: '1.48', Arch: 'arm64' }
  const host = await listen('good.sock', JSON.stringify(version))
  const search = await findEngine([
    { host: 'unix:///nowhere.sock', from: 'context old' },
    { host, from: 'usual socket' },
  ])
  expect(search.engine).toEqual({ host, version })
  expect(search.attempts.map(({ cause }) => cause)).toEqual(['no such socket'])
})

test('the error lists every attempt with its cause', async () => {
  const web = await listen('web.sock', '<html>')
  const { engine, attempts } = await findEngine([
    { host: 'unix:///nowhere.sock', from: 'usual socket' },
    { host: web.replace(home, home), from: 'usual socket' },
    { host: 'tcp://127.0.0.1:1', from: 'DOCKER_HOST' },
    { host: 'ssh://me@server', from: 'context server' },
  ])
  expect(engine).toBeUndefined()
  const error = noEngine(attempts, 'sudo systemctl start docker')
  expect(error.message.replaceAll(home, '/home/me')).toMatchInlineSnapshot(`
    "no container engine answers
      unix:///nowhere.sock (usual socket): no such socket
      unix:///home/me/web.sock (usual socket): answered 200, but not as a container engine
      tcp://127.0.0.1:1 (DOCKER_HOST): connection refused; nothing listens
      ssh://me@server (context server): ssh:// is not supported; use unix:// or tcp://"
  `)
  expect(error).toMatchObject({ hint: 'sudo systemctl start docker', exitCode: 69 })
})

test('a socket that may not be opened leads to the group, not to an installation', () => {
  const cause = 'permission denied; is this user in the group "docker"?'
  expect(advice([{ host: 'unix:///var/run/docker.sock', from: 'usual socket', cause }])).toContain(
    'usermod -aG docker',
  )
})
