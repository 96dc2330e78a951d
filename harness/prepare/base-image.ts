/** The one image everything stands on: pulled, or made from Debian's mirror with debootstrap. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { aptInstall, canInstall } from './apt.ts'
import type { Docker } from './engine-client.ts'
import { followToEnd } from './engine-progress.ts'
import { runLogged } from './logged-command.ts'
import { pullCandidates, type Puller } from './pull.ts'

export const publicBase = 'debian:trixie-slim'
const bootstrapped = 'aftershock/debootstrap:trixie'
const mirror = 'http://deb.debian.org/debian'
/** Not under /tmp: that is often mounted without devices, which debootstrap refuses. */
const workFolder = '/var/tmp'
const workPrefix = 'aftershock-debootstrap-'

export interface BaseWork {
  readonly docker: Docker
  readonly puller: Puller
  readonly log: string
  readonly signal: AbortSignal
  readonly say: (detail: string) => void
}

/** The reference of a plain Debian image on this engine. Throws a UserError when there is no way. */
export async function plainDebian(work: BaseWork): Promise<string> {
  work.say(`asking for ${publicBase}`)
  const pulled = await work.puller.pull(pullCandidates(publicBase), work.signal)
  if (pulled !== undefined) return pulled
  if (await isHere(work.docker, bootstrapped)) return bootstrapped
  if (process.getuid?.() !== 0) throw cannotMake(work, 'building it needs root')
  if (!existsSync('/usr/sbin/debootstrap')) {
    if (!canInstall()) throw cannotMake(work, 'building it needs debootstrap')
    work.say('installing debootstrap')
    await aptInstall(['debootstrap', 'debian-archive-keyring'], work.log, work.signal)
  }
  removeLeftovers()
  const root = mkdtempSync(join(workFolder, `${workPrefix}${process.pid}-`))
  try {
    work.say('building Debian trixie with debootstrap')
    await debootstrap(root, work)
    await importRoot(root, work)
    return bootstrapped
  } finally {
    removeRoot(root)
  }
}

async function isHere(docker: Docker, reference: string): Promise<boolean> {
  return docker
    .getImage(reference)
    .inspect()
    .then(
      () => true,
      () => false,
    )
}

function cannotMake({ puller }: BaseWork, why: string): UserError {
  const refusals = pullCandidates(publicBase).map(
    (reference) => `  ${reference}: ${puller.refusals.get(reference) ?? 'not asked'}`,
  )
  return new UserError(
    [`the base image can be neither pulled nor built: ${why}`, ...refusals].join('\n'),
    {
      hint: [
        'name a registry that has it:  AFTERSHOCK_REGISTRY=registry.example:5000',
        'or, on Debian as root:  apt-get install debootstrap',
      ].join('\n'),
      exit: 'environment',
    },
  )
}

async function debootstrap(root: string, { log, signal }: BaseWork): Promise<void> {
  const command = ['/usr/sbin/debootstrap', '--variant=minbase', 'trixie', root, mirror]
  // If this process is killed, the kernel ends debootstrap too, and a next call starts afresh.
  await runLogged({
    command: 'setpriv',
    args: ['--pdeathsig', 'TERM', ...command],
    log,
    signal,
    onAbort: 'stop',
  })
}

const leftOut = ['var/cache/apt/*', 'var/lib/apt/lists/*', 'var/log/*.log', 'usr/share/doc/*']
const alsoLeftOut = ['usr/share/man/*', 'usr/share/locale/*', 'usr/share/info/*']

async function importRoot(root: string, { docker, signal }: BaseWork): Promise<void> {
  const excludes = [...leftOut, ...alsoLeftOut].map((path) => `--exclude=./${path}`)
  const tar = spawn('tar', ['-C', root, '--one-file-system', ...excludes, '-c', '.'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    signal,
  })
  const [repo, tag] = bootstrapped.split(':')
  const ended = new Promise<void>((resolve, reject) => {
    tar.once('error', reject)
    tar.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`tar ended with ${code}`)),
    )
  })
  const imported = docker.importImage(tar.stdout, { repo, tag })
  const [stream] = await Promise.all([imported, ended])
  await followToEnd(docker.modem, stream)
}

function removeLeftovers(): void {
  for (const name of readdirSync(workFolder)) {
    const [pid] = name.startsWith(workPrefix) ? name.slice(workPrefix.length).split('-') : []
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) removeRoot(join(workFolder, name))
  }
}

/** Removes a tree that may still have /proc mounted, which must never be deleted through. */
function removeRoot(root: string): void {
  const mounted = readFileSync('/proc/mounts', 'utf8').split('\n')
  if (mounted.some((line) => line.split(' ')[1]?.startsWith(`${root}/`))) return
  rmSync(root, { recursive: true, force: true })
}
