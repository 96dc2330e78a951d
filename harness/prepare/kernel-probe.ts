/** Asks the kernel under the engine what it can do, in a container that lives for a second. */
import { setTimeout as after } from 'node:timers'
import { labelsFor } from '../runtime/labels.ts'
import type { Docker } from './engine-client.ts'

/** What faults on the network can use. */
export interface KernelAbilities {
  readonly nftables: boolean
  readonly netem: boolean
}

const limitMs = 20_000
const script = [
  'nft add table inet aftershock_probe && echo nftables',
  'tc qdisc add dev lo root netem delay 1ms && echo netem',
].join('; ')

/** Tries both on the loopback of a network namespace of its own. Rejects when it cannot be run. */
export async function probeKernel(docker: Docker, keeper: string): Promise<KernelAbilities> {
  const container = await docker.createContainer({
    Image: keeper,
    Cmd: ['bash', '-c', script],
    Labels: labelsFor('doctor', 'probe'),
    HostConfig: { NetworkMode: 'none', CapAdd: ['NET_ADMIN'] },
  })
  const abort = new AbortController()
  const timer = after(
    () => abort.abort(new Error(`no answer within ${limitMs / 1_000} s`)),
    limitMs,
  )
  try {
    await container.start()
    await container.wait({ abortSignal: abort.signal })
    const output = (await container.logs({ stdout: true, stderr: false })).toString('utf8')
    return { nftables: output.includes('nftables'), netem: output.includes('netem') }
  } finally {
    clearTimeout(timer)
    await container.remove({ force: true })
  }
}
