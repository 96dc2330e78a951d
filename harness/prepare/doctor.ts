/** Looks at everything a run leans on, and says what is missing and what follows from it. */
import { statfs } from 'node:fs/promises'
import { availableParallelism, freemem } from 'node:os'
import { reasonOf } from '../errors.ts'
import { findDead } from '../runtime/leftovers.ts'
import { findChromium } from './chromium.ts'
import { connect, type Docker } from './engine-client.ts'
import { advice } from './engine-start.ts'
import { engineCandidates, findEngine, type EngineSearch } from './engine.ts'
import { nameImages, type NamedImage } from './image-recipe.ts'
import { tagsHere } from './image-store.ts'
import { probeKernel } from './kernel-probe.ts'
import { repository } from './places.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly name: string
  /** False only when something has to be done; an ability that is simply absent is no failure. */
  readonly ok: boolean
  readonly detail: string
  /** What to type, or what will happen by itself. */
  readonly fix?: string
}

const enoughDiskGib = 5
const enoughProcessors = 2
const gib = 1_024 ** 3

/** Every finding, in the order in which things depend on each other. Never throws. */
export async function diagnose(): Promise<Finding[]> {
  const found = await findEngine(engineCandidates(process.env))
  const machine = [chromium(), disk(), processors()]
  if (found.engine === undefined) return [engine(found), ...(await Promise.all(machine))]
  const docker = await connect(found.engine.host)
  const named = nameImages()
  const onEngine = [
    asFinding('images', images(docker, [...named.values()])),
    asFinding('network faults', kernel(docker, named.get('keeper'))),
    asFinding('second cleaner', ryuk(docker)),
    asFinding('leftovers', leftovers()),
  ]
  return [engine(found), ...(await Promise.all([...onEngine, ...machine])).flat()]
}

/** A check that breaks is a finding too. */
async function asFinding(name: string, check: Promise<Finding[]>): Promise<Finding[]> {
  return check.catch((error: unknown) => [{ name, ok: false, detail: reasonOf(error) }])
}

function engine({ engine, attempts }: EngineSearch): Finding {
  if (engine !== undefined) {
    const { Version, ApiVersion, Arch } = engine.version
    const detail = `${Version} (API ${ApiVersion}, ${Arch}) at ${engine.host}`
    return { name: 'engine', ok: true, detail }
  }
  const tried = attempts.map(({ host, cause }) => `${host}: ${cause}`).join('; ')
  return { name: 'engine', ok: false, detail: `none answers: ${tried}`, fix: advice(attempts) }
}

async function images(docker: Docker, named: readonly NamedImage[]): Promise<Finding[]> {
  const here = await tagsHere(docker, named)
  const missing = named.filter(({ tag }) => !here.has(tag)).map(({ recipe }) => recipe.name)
  const detail = `${named.length - missing.length} of ${named.length} are here`
  if (missing.length === 0) return [{ name: 'images', ok: true, detail }]
  const fix = `${missing.join(', ')}: pulled or built by the next run`
  return [{ name: 'images', ok: true, detail, fix }]
}

async function kernel(docker: Docker, keeper: NamedImage | undefined): Promise<Finding[]> {
  if (keeper === undefined || !(await tagsHere(docker, [keeper])).has(keeper.tag)) {
    const detail = 'not tried: image keeper is not here yet'
    return [{ name: 'nftables', ok: true, detail, fix: 'run a scenario, then ask again' }]
  }
  const can = await probeKernel(docker, keeper.tag)
  return [
    can.nftables
      ? { name: 'nftables', ok: true, detail: 'usable in a container' }
      : {
          name: 'nftables',
          ok: false,
          detail: 'rules cannot be added in a container, so no link can be cut',
          fix: 'sudo modprobe nf_tables',
        },
    can.netem
      ? { name: 'netem', ok: true, detail: 'usable in a container' }
      : {
          name: 'netem',
          ok: true,
          detail: 'not in this kernel; scenarios that require it are INCONCLUSIVE here',
          fix: 'sudo modprobe sch_netem, where the kernel has the module',
        },
  ]
}

async function ryuk(docker: Docker): Promise<Finding[]> {
  const found = await docker.listImages({ filters: { reference: ['testcontainers/ryuk'] } })
  const tag = found[0]?.RepoTags?.[0]
  const detail =
    tag === undefined
      ? 'Ryuk is not here; the guardian cleans up alone, as the first line everywhere'
      : `${tag} is here, behind the guardian`
  return [{ name: 'second cleaner', ok: true, detail }]
}

async function leftovers(): Promise<Finding[]> {
  const { containers, networks, volumes } = await findDead()
  const all = [...containers, ...networks, ...volumes]
  if (all.length === 0) return [{ name: 'leftovers', ok: true, detail: 'none' }]
  const runs = [...new Set(all.map(({ run }) => run))].toSorted().join(', ')
  const detail = `${containers.length} containers, ${networks.length} networks, ${volumes.length} volumes of ${runs}`
  return [{ name: 'leftovers', ok: false, detail, fix: 'npx aftershock clean' }]
}

async function chromium(): Promise<Finding> {
  const found = await findChromium().catch((error: unknown) => ({ refused: reasonOf(error) }))
  if (typeof found === 'string') return { name: 'chromium', ok: true, detail: found }
  return found === undefined
    ? {
        name: 'chromium',
        ok: true,
        detail: 'not here',
        fix: 'installed by the next run that needs it',
      }
    : { name: 'chromium', ok: false, detail: found.refused }
}

async function disk(): Promise<Finding> {
  const { bavail, bsize } = await statfs(repository)
  const free = (bavail * bsize) / gib
  const detail = `${free.toFixed(0)} GiB free; images and one night of reports need ${enoughDiskGib}`
  return { name: 'disk', ok: free >= enoughDiskGib, detail }
}

async function processors(): Promise<Finding> {
  const count = availableParallelism()
  const detail = `${count} processors, ${(freemem() / gib).toFixed(0)} GiB of memory free`
  return { name: 'machine', ok: count >= enoughProcessors, detail }
}
