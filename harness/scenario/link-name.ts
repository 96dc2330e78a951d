import type { PlannedLink } from '../runtime/topology.ts'

/** What a link's name in a scenario says: `web→db`, `web-1→db:5432`, `web→db:53/udp`, `web→db@second`. */
export interface LinkName {
  readonly from: string
  readonly to: string
  readonly port?: number
  readonly protocol?: string
  readonly network?: string
}

/** `web->db` is what people without the arrow key write for `web→db`. */
export function normalArrow(name: string): string {
  return name.replace(/\s*(?:->|→)\s*/, '→')
}

/** Nothing when the name is not that of a link. */
export function readLinkName(name: string): LinkName | undefined {
  const [from, end, ...more] = normalArrow(name).split('→')
  if (from === undefined || end === undefined || more.length > 0) return undefined
  const found = /^(?<to>.*?)(?::(?<port>\d+)(?:\/(?<protocol>tcp|udp))?)?(?:@(?<network>[\w-]+))?$/
  const { to = end, port, protocol, network } = found.exec(end)?.groups ?? {}
  return {
    from,
    to,
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(network === undefined ? {} : { network }),
  }
}

/** Whether a link has the port, protocol and network that the name tells; what it does not tell may be any. */
export function fitsName(
  link: Pick<PlannedLink, 'port' | 'protocol' | 'network'>,
  { port, protocol, network }: LinkName,
): boolean {
  return (
    (port === undefined || link.port === port) &&
    (protocol === undefined || link.protocol === protocol) &&
    (network === undefined || link.network === network)
  )
}
