import type { CutLook, Link } from './environment.ts'

/**
 * nftables text for changes in the wire's network namespace. Every change is a table of its own, so
 * that undoing it is one command and cannot touch another's rules. Pure.
 */

export const tablePrefix = 'aftershock_'

/** The rules that make links look cut. Counters count what met them. */
export function cutRules(links: readonly Link[], look: CutLook): Rules {
  return links.reduce<Rules>((rules, link) => {
    if (link.protocol === 'udp') {
      // What is not tracked is not passed on; it ends at the wire, where nobody listens.
      const closed = `ip daddr ${link.address} udp dport ${link.listenPort} counter notrack`
      return look === 'silence'
        ? { ...rules, through: [...rules.through, `${forwarded(link)} counter drop`] }
        : { ...rules, before: [...rules.before, closed] }
    }
    const to = endpoint(link, 'daddr', 'dport')
    const from = endpoint(link, 'saddr', 'sport')
    if (look === 'silence')
      return {
        ...rules,
        in: [...rules.in, `${to} counter drop`],
        out: [...rules.out, `${from} counter drop`],
      }
    // Only new connections are refused: those that were open end when the server's process does.
    const opening = `${to} tcp flags & (syn | ack) == syn`
    return { ...rules, in: [...rules.in, `${opening} counter reject with tcp reset`] }
  }, noRules)
}

/** Nothing comes from these addresses and nothing reaches them. */
export function silenceRules(addresses: readonly string[]): Rules {
  const from = addresses.map((address) => `ip saddr ${address} counter drop`)
  const to = addresses.map((address) => `ip daddr ${address} counter drop`)
  return { ...noRules, in: from, out: to, through: [...from, ...to] }
}

/** Only counts the packets of links: the proof that a toxic met traffic. */
export function countRules(links: readonly Link[]): Rules {
  const [udp, tcp] = [links.filter(isUdp), links.filter((link) => !isUdp(link))]
  return {
    ...noRules,
    in: tcp.map((link) => `${endpoint(link, 'daddr', 'dport')} counter`),
    through: udp.map((link) => `${forwarded(link)} ct direction original counter`),
  }
}

export interface Rules {
  /** For what ends at the proxy, and what comes from it: TCP. */
  readonly in: readonly string[]
  readonly out: readonly string[]
  /** For what is passed on packet by packet, in both directions: UDP. */
  readonly through: readonly string[]
  /** For what comes in, before it is decided where it goes. */
  readonly before: readonly string[]
}
const noRules: Rules = { in: [], out: [], through: [], before: [] }

/** The whole table as text for `nft -f -`. */
export function tableText(table: string, rules: Rules): string {
  const chain = (name: keyof Rules, place: string): string =>
    rules[name].length === 0
      ? ''
      : `  chain ${name} {\n    type filter hook ${place}; policy accept;\n` +
        `${rules[name].map((line) => `    ${line}\n`).join('')}  }\n`
  const chains = [
    chain('before', 'prerouting priority raw'),
    chain('in', 'input priority 0'),
    chain('out', 'output priority 0'),
    chain('through', 'forward priority 0'),
  ]
  return `table inet ${table} {\n${chains.join('')}}\n`
}

/**
 * The table that passes UDP on: what comes to a link's address goes to its server, and the answers come back
 * the same way. Empty when no link is of UDP. It is part of the wire, not a change of it.
 */
export function forwardingText(links: readonly Link[], addressOf: (link: Link) => string): string {
  const rules = links
    .filter(isUdp)
    .map(
      (link) =>
        `    ip daddr ${link.address} udp dport ${link.listenPort} dnat ip to ${addressOf(link)}:${link.port}\n`,
    )
  if (rules.length === 0) return ''
  return (
    `table inet wire {\n  chain to_server {\n    type nat hook prerouting priority dstnat;\n${rules.join('')}  }\n` +
    `  chain from_wire {\n    type nat hook postrouting priority srcnat;\n    ct status dnat masquerade\n  }\n}\n`
  )
}

/** Sums the packets of all counters in the output of `nft -j list table`. */
export function packetsIn(listing: string): number {
  const { nftables } = JSON.parse(listing) as { nftables: { rule?: { expr: NftExpression[] } }[] }
  return nftables
    .flatMap(({ rule }) => rule?.expr ?? [])
    .reduce((sum, { counter }) => sum + (counter?.packets ?? 0), 0)
}
interface NftExpression {
  readonly counter?: { readonly packets: number }
}

/** The client link has no address of its own: it listens on every address of the wire. */
export const anyAddress = '0.0.0.0'

function isUdp({ protocol }: Link): boolean {
  return protocol === 'udp'
}

/** While a packet is passed on its address is the server's; what it was sent to is only known to its connection. */
function forwarded({ address, listenPort }: Link): string {
  return `ct original ip daddr ${address} meta l4proto udp ct original proto-dst ${listenPort}`
}

function endpoint(link: Link, address: 'saddr' | 'daddr', port: 'sport' | 'dport'): string {
  const onPort = `tcp ${port} ${link.listenPort}`
  return link.address === anyAddress ? onPort : `ip ${address} ${link.address} ${onPort}`
}
