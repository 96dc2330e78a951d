import { Wait } from 'testcontainers'
import { entryPort } from './address-plan.ts'
import { withDeadline } from './deadline.ts'
import type { ContainerRuntimeClient } from './engine.ts'
import type { Link } from './environment.ts'
import { measuringCpuShares } from './cpu-shares.ts'
import { labelsFor } from './labels.ts'
import { PlacedContainer } from './placed-container.ts'
import { RuleTables } from './rule-tables.ts'
import { anyAddress } from './rules.ts'
import { Toxics } from './toxics.ts'
import { createWire } from './wire.ts'
import type { Wire } from './environment.ts'

const apiPort = 8474
/** A proxy that has not answered by then has died. */
const readyLimitMs = 15_000
const restartLimitMs = 10_000

export interface StartedWire {
  readonly wire: Wire
  /** The container whose network namespace load generators join. */
  readonly holderId: string
  /** The entry as published on this machine's loopback. */
  readonly entryUrl: URL
}

/**
 * Starts the wire: one container holds the network namespace, the addresses of all links and the
 * right to write rules; Toxiproxy runs beside it in the same namespace, so that restarting the
 * proxy loses neither.
 */
export async function startWire(options: {
  readonly engine: ContainerRuntimeClient
  readonly run: string
  readonly prefix: string
  readonly network: string
  readonly address: string
  readonly links: readonly Link[]
  readonly addressOf: (replica: string) => string
  readonly images: { readonly keeper: string; readonly toxiproxy: string }
  readonly signal: AbortSignal
}): Promise<StartedWire> {
  const { engine, run, prefix, links, addressOf, signal } = options
  const addresses = [...new Set(links.map(({ address }) => address))].filter(
    (a) => a !== anyAddress,
  )
  const script = [
    ...addresses.map((address) => `ip address add ${address}/32 dev eth0`),
    'echo addresses are there',
    'exec sleep infinity',
  ].join('\n')
  const holder = await new PlacedContainer(options.images.keeper)
    .withAddress(options.network, options.address)
    .withName(`${prefix}-wire`)
    .withLabels(labelsFor(run, 'wire'))
    .withAddedCapabilities('NET_ADMIN')
    .withExposedPorts(entryPort, apiPort)
    .withEntrypoint(['sh', '-ec', script])
    .withWaitStrategy(Wait.forLogMessage('addresses are there'))
    .start()
  const proxy = await new PlacedContainer(options.images.toxiproxy)
    .withCpuShares(measuringCpuShares)
    .withName(`${prefix}-toxiproxy`)
    .withLabels(labelsFor(run, 'wire'))
    .withNetworkMode(`container:${holder.getId()}`)
    .withCommand(['-host=0.0.0.0', `-port=${apiPort}`])
    .start()

  const upstreams = new Map(links.map((link) => [link.name, `${addressOf(link.to)}:${link.port}`]))
  const restart = async (): Promise<void> => {
    const limit = AbortSignal.timeout(restartLimitMs)
    await withDeadline('restarting the proxy', restartLimitMs, limit, () =>
      engine.container.getById(proxy.getId()).restart({ t: 0 }),
    )
    await toxics.untilReady(limit)
    await toxics.createProxies(links, limit)
  }
  const toxics = new Toxics(`http://127.0.0.1:${holder.getMappedPort(apiPort)}`, upstreams, restart)
  await toxics.untilReady(AbortSignal.any([signal, AbortSignal.timeout(readyLimitMs)]))
  await toxics.createProxies(links, signal)

  const container = engine.container.getById(holder.getId())
  const rules = new RuleTables(engine, container)
  return {
    wire: createWire({ engine, holder: container, rules, toxics, addressOf }),
    holderId: holder.getId(),
    entryUrl: new URL(`http://127.0.0.1:${holder.getMappedPort(entryPort)}`),
  }
}
