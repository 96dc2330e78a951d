import { request } from 'node:http'
import { createInterface } from 'node:readline'

/*
 * Runs in a container of its own and imports nothing of the project. It holds the lease of one run:
 * the harness writes a line to its standard input every few seconds. When the lines stop or the input
 * ends, for whatever reason, everything that carries the run's label is thawed and removed, and the
 * guardian ends (the engine removes it).
 */
const run = process.env['AFTERSHOCK_RUN'] ?? ''
const leaseMs = Number(process.env['AFTERSHOCK_LEASE_MS'] ?? 15_000)
const label = `aftershock.run=${run}`
/** Creations that were under way when the harness died may still arrive; so many quiet looks end the work. */
const quietRounds = 4
const roundMs = 500
/** Where a container finds its own full id, whatever its host name. */
const self = process.env['HOSTNAME'] ?? ''

let timer = setTimeout(endOfLease, leaseMs, 'no sign of life')
let ending = false
const lines = createInterface({ input: process.stdin })
lines.on('line', () => {
  clearTimeout(timer)
  timer = setTimeout(endOfLease, leaseMs, 'no sign of life')
})
lines.on('close', () => endOfLease('the harness has gone'))
console.log(`guarding ${run}`)

function endOfLease(reason: string): void {
  if (ending) return
  ending = true
  console.log(`lease ended: ${reason}`)
  sweep().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
}

async function sweep(): Promise<void> {
  for (let quiet = 0; quiet < quietRounds;) {
    const found = await removeAll().catch((error: unknown) => {
      console.error(error)
      return 1
    })
    quiet = found === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, roundMs))
  }
}

/** Removes what carries the label; answers with how much there was. */
async function removeAll(): Promise<number> {
  const filter = encodeURIComponent(JSON.stringify({ label: [label] }))
  const all = (await engine('GET', `/containers/json?all=1&filters=${filter}`)) as { Id: string }[]
  const containers = all.filter(({ Id }) => !Id.startsWith(self))
  // One after the other: an engine whose containers leave their networks at once may hang.
  for (const { Id } of containers) {
    // One that cannot be removed is no reason to leave the others; the next look finds it again.
    await engine('POST', `/containers/${Id}/unpause`)
      .then(() => engine('DELETE', `/containers/${Id}?force=1&v=1`))
      .catch(console.error)
  }
  const networks = (await engine('GET', `/networks?filters=${filter}`)) as { Id: string }[]
  const gone = await Promise.all(networks.map(removeNetwork))
  const volumes = (await engine('GET', `/volumes?filters=${filter}`)) as {
    Volumes: { Name: string }[] | null
  }
  await Promise.all((volumes.Volumes ?? []).map(({ Name }) => engine('DELETE', `/volumes/${Name}`)))
  return containers.length + gone.filter(Boolean).length + (volumes.Volumes ?? []).length
}

/**
 * False for an empty network that the engine refuses to remove: it may count a container that is not there until it is
 * itself started anew (moby issue 42119), and nobody can wait for that.
 */
async function removeNetwork({ Id }: { readonly Id: string }): Promise<boolean> {
  const refused = (await engine('DELETE', `/networks/${Id}`)) !== undefined
  if (!refused) return true
  const { Containers } = (await engine('GET', `/networks/${Id}`)) as { Containers?: object }
  return Containers === undefined || Object.keys(Containers).length > 0
}

/** One call to the engine's API. Refusals (gone already, not paused) are answers too, not errors. */
function engine(method: string, path: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const call = request({ socketPath: '/var/run/docker.sock', method, path }, (answer) => {
    const chunks: Buffer[] = []
    answer.on('data', (chunk: Buffer) => chunks.push(chunk))
    // An engine that is restarted cuts its answers off; then the next look tells.
    answer.on('error', reject)
    answer.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const json = answer.headers['content-type']?.startsWith('application/json') && text !== ''
      resolve(json ? JSON.parse(text) : undefined)
    })
  })
  call.setTimeout(20_000, () => call.destroy(new Error(`${method} ${path} took too long`)))
  call.on('error', reject)
  call.end()
  return promise
}
