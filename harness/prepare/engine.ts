/** Finds a container engine that answers, and keeps every reason why another one did not. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { reasonOf, UserError } from '../errors.ts'
import { errorCode } from './error-code.ts'

/** One place where an engine may listen, and who named it. */
export interface EngineCandidate {
  readonly host: string
  readonly from: string
}

const engineVersion = z.object({
  Version: z.string(),
  ApiVersion: z.string(),
  Arch: z.string(),
  KernelVersion: z.string().optional(),
})

/** What an engine says about itself, in the engine's own words. */
export type EngineVersion = z.infer<typeof engineVersion>

export interface Engine {
  readonly host: string
  readonly version: EngineVersion
}

export interface EngineAttempt extends EngineCandidate {
  readonly cause: string
}

export interface EngineSearch {
  readonly engine: Engine | undefined
  readonly attempts: readonly EngineAttempt[]
}

const answerWithinMs = 3_000

/**
 * The places to look, best first. A host that the user names is the only one, because quietly
 * using another engine would hurt the wrong containers.
 */
export function engineCandidates(env: NodeJS.ProcessEnv, home = homedir()): EngineCandidate[] {
  if (env['DOCKER_HOST']) return [{ host: env['DOCKER_HOST'], from: 'DOCKER_HOST' }]
  const context = contextHost(env, home)
  if (env['DOCKER_CONTEXT'] && context !== undefined) return [context]
  const runtime = env['XDG_RUNTIME_DIR'] ?? `/run/user/${process.getuid?.() ?? 0}`
  const sockets = [
    '/var/run/docker.sock',
    join(runtime, 'docker.sock'),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    join(home, '.colima/default/docker.sock'),
    join(home, '.orbstack/run/docker.sock'),
    join(home, '.rd/docker.sock'),
    join(runtime, 'podman/podman.sock'),
  ]
  const usual = sockets.map((path) => ({ host: `unix://${path}`, from: 'usual socket' }))
  return [...(context === undefined ? [] : [context]), ...usual]
}

/** Asks each candidate in turn until one answers. Never throws. */
export async function findEngine(candidates: readonly EngineCandidate[]): Promise<EngineSearch> {
  const attempts: EngineAttempt[] = []
  for (const candidate of candidates) {
    try {
      return {
        engine: { host: candidate.host, version: await askVersion(candidate.host) },
        attempts,
      }
    } catch (error) {
      attempts.push({ ...candidate, cause: explain(error) })
    }
  }
  return { engine: undefined, attempts }
}

/** The error for a machine without an engine. It lists every attempt with its cause. */
export function noEngine(attempts: readonly EngineAttempt[], hint: string): UserError {
  const lines = attempts.map(({ host, from, cause }) => `  ${host} (${from}): ${cause}`)
  return new UserError(['no container engine answers', ...lines].join('\n'), {
    hint,
    exit: 'environment',
  })
}

/** Asks an engine who it is. Rejects when there is no valid answer within 3 s. */
export async function askVersion(host: string): Promise<EngineVersion> {
  const { promise, resolve, reject } = Promise.withResolvers<EngineVersion>()
  const signal = AbortSignal.timeout(answerWithinMs)
  const asked = request({ ...endpoint(host), path: '/version', signal }, (response) => {
    let body = ''
    response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    response.on('error', reject).on('end', () => {
      try {
        resolve(engineVersion.parse(JSON.parse(body)))
      } catch {
        reject(new Error(`answered ${response.statusCode ?? ''}, but not as a container engine`))
      }
    })
  })
  asked
    .on('error', (error) => reject(signal.aborted ? new Error('no answer within 3 s') : error))
    .end()
  return promise
}

function endpoint(host: string): { socketPath: string } | { host: string; port: string } {
  const url = new URL(host)
  if (url.protocol === 'unix:') return { socketPath: url.pathname }
  if (url.protocol === 'tcp:' || url.protocol === 'http:') {
    return { host: url.hostname, port: url.port || '2375' }
  }
  throw new Error(`${url.protocol}// is not supported; use unix:// or tcp://`)
}

function explain(error: unknown): string {
  const code = errorCode(error)
  if (code === 'ENOENT') return 'no such socket'
  if (code === 'EACCES') return 'permission denied; is this user in the group "docker"?'
  if (code === 'ECONNREFUSED') return 'connection refused; nothing listens'
  return reasonOf(error)
}

const cliConfig = z.object({ currentContext: z.string().optional() })
const cliContext = z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string() }) }) })

/** The host of the chosen Docker context, read as the Docker CLI stores it. */
function contextHost(env: NodeJS.ProcessEnv, home: string): EngineCandidate | undefined {
  const folder = env['DOCKER_CONFIG'] ?? join(home, '.docker')
  try {
    const config = cliConfig.parse(readJson(join(folder, 'config.json')))
    const name = env['DOCKER_CONTEXT'] ?? config.currentContext
    if (name === undefined || name === '' || name === 'default') return undefined
    const id = createHash('sha256').update(name).digest('hex')
    const meta = cliContext.parse(readJson(join(folder, 'contexts/meta', id, 'meta.json')))
    return { host: meta.Endpoints.docker.Host, from: `context ${name}` }
  } catch {
    // No configuration is the normal case; the usual sockets remain.
    return undefined
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
