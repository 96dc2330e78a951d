/** A container registry on loopback, from Debian's package, that lives as long as a test. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface LoopbackRegistry extends AsyncDisposable {
  /** Host and port, as in front of an image's name. The engine needs no TLS for loopback. */
  readonly address: string
}

/** Starts a registry with empty storage. Rejects when it does not answer within 10 s. */
export async function startRegistry(): Promise<LoopbackRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'aftershock-registry-'))
  const port = await freePort()
  const config = join(folder, 'config.yml')
  writeFileSync(
    config,
    [
      'version: 0.1',
      'log: { level: error, accesslog: { disabled: true } }',
      `storage: { filesystem: { rootdirectory: ${join(folder, 'storage')} } }`,
      `http: { addr: 127.0.0.1:${port} }`,
    ].join('\n'),
  )
  const child = spawn(registryProgram(), ['serve', config], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const registry = {
    address: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true })
    },
  }
  for (let tries = 0; tries < 100; tries++) {
    const answers = await fetch(`http://${registry.address}/v2/`).catch(() => undefined)
    if (answers?.ok === true) return registry
    await sleep(100)
  }
  await registry[Symbol.asyncDispose]()
  throw new Error('the registry did not answer within 10 s')
}

/** The installed program, or one unpacked beside the tests, so that no service is set up. */
function registryProgram(): string {
  const installed = '/usr/bin/docker-registry'
  if (existsSync(installed)) return installed
  const folder = join(import.meta.dirname, '../../.aftershock/docker-registry')
  const unpacked = join(folder, installed)
  if (existsSync(unpacked)) return unpacked
  mkdirSync(folder, { recursive: true })
  execFileSync('apt-get', ['download', 'docker-registry'], { cwd: folder, stdio: 'ignore' })
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb')) ?? ''
  execFileSync('dpkg-deb', ['-x', join(folder, archive), folder])
  return unpacked
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no port is free')
  return address.port
}
