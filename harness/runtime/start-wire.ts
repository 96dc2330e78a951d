import { Wait } from 'testcontainers'
import { entryPort } from './address-plan.ts'
import { withDeadline } from './deadline.ts'
import type { ContainerRuntimeClient } from './engine.ts'
import type { Link } from './environment.ts'
import { measuringCpuShares } from './cpu-shares.ts'
import { labelsFor } from './labels.ts'
import { PlacedContainer } from './placed-container.ts'
import type { Placement } from './placement.ts'
import { RuleTables } from './rule-tables.ts'
import { anyAddress, forwardingText } from './rules.ts'
import { Toxics } from './toxics.ts'
import { createWire, isProxied } from './wire.ts'
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
  readonly placement: Placement
  readonly links: readonly Link[]
  readonly images: { readonly keeper: string; readonly toxiproxy: string }
  readonly signal: AbortSignal
}): Promise<StartedWire> {
  const { engine, run, prefix, links, placement, signal } = options
  const holding = new PlacedContainer(options.images.keeper)
  if (!links.every(isProxied)) holding.withForwarding()
  const holder = await holding
    .withPlaces([...placement.wire.values()])
    .withName(`${prefix}-wire`)
    .withLabels(labelsFor(run, 'wire'))
    .withAddedCapabilities('NET_ADMIN')
    .withExposedPorts(entryPort, apiPort)
    .withEntrypoint(['bash', '-ec', holderScript(links, placement)])
    .withWaitStrategy(Wait.forLogMessage('addresses are there'))
    .start()
  const proxy = await new PlacedContainer(options.images.toxiproxy)
    .withCpuShares(measuringCpuShares)
    .withName(`${prefix}-toxiproxy`)
    .withLabels(labelsFor(run, 'wire'))
    // Left to itself it writes several lines about each connection, at the cost of what is measured.
    .withEnvironment({ LOG_LEVEL: 'error' })
    .withNetworkMode(`container:${holder.getId()}`)
    .withCommand(['-host=0.0.0.0', `-port=${apiPort}`])
    .start()

  const proxied = links.filter(isProxied)
  const upstreams = new Map(
    proxied.map((link) => [link.name, `${placement.serverOf(link)}:${link.port}`]),
  )
  const restart = async (): Promise<void> => {
    const limit = AbortSignal.timeout(restartLimitMs)
    await withDeadline('restarting the proxy', restartLimitMs, limit, () =>
      engine.container.getById(proxy.getId()).restart({ t: 0 }),
    )
    await toxics.untilReady(limit)
    await toxics.createProxies(proxied, limit)
  }
  const toxics = new Toxics(`http://127.0.0.1:${holder.getMappedPort(apiPort)}`, upstreams, restart)
  await toxics.untilReady(AbortSignal.any([signal, AbortSignal.timeout(readyLimitMs)]))
  await toxics.createProxies(proxied, signal)

  const container = engine.container.getById(holder.getId())
  const rules = new RuleTables(engine, container)
  return {
    wire: createWire({ engine, holder: container, rules, toxics, placement }),
    holderId: holder.getId(),
    entryUrl: new URL(`http://127.0.0.1:${holder.getMappedPort(entryPort)}`),
  }
}

/** Gives the wire the address of every link, on the interface of its network, and passes UDP on. */
function holderScript(links: readonly Link[], { wire, serverOf }: Placement): string {
  const variables = new Map([...wire.keys()].map((network, i) => [network, `interface${i}`]))
  const found = [...wire].map(
    ([network, { address }]) =>
      `read -r _ ${variables.get(network)} _ < <(ip -oneline address show to ${address}/32)`,
  )
  const added = links
    .filter(({ address }) => address !== anyAddress)
    .map(({ address, network }) => `address add ${address}/32 dev $${variables.get(network)}`)
  return [
    ...found,
    ...fed('ip -batch -', [...new Set(added)].join('\n')),
    ...fed('nft -f -', forwardingText(links, serverOf)),
    ...(links.every(isProxied) ? [] : [noRedirects]),
    'echo addresses are there',
    'exec sleep infinity',
  ].join('\n')
}

/**
 * A router tells senders of a shorter way when there is one, and clients must not learn that there is one past
 * the wire. Whoever is told so often is also told nothing else any more, such as that a port is closed.
 */
const noRedirects = 'for each in /proc/sys/net/ipv4/conf/*/send_redirects; do echo 0 >$each; done'

/** A command with lines on its standard input; nothing without lines. */
function fed(command: string, text: string): readonly string[] {
  return text === '' ? [] : [`${command} <<LINES`, text.trimEnd(), 'LINES']
}
