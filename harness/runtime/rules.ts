import type { CutLook, Link } from './environment.ts'

/**
 * nftables text for changes in the wire's network namespace. Every change is a table of its own, so
 * that undoing it is one command and cannot touch another's rules. Pure.
 */

export const tablePrefix = 'aftershock_'

/** The rules that make links look cut. Counters count what met them. */
export function cutRules(links: readonly Link[], look: CutLook): Rules {
  return links.reduce<Rules>(
    (rules, link) => {
      const to = endpoint(link, 'daddr', 'dport')
      const from = endpoint(link, 'saddr', 'sport')
      if (look === 'silence')
        return {
          in: [...rules.in, `${to} counter drop`],
          out: [...rules.out, `${from} counter drop`],
        }
      // Only new connections are refused: those that were open end when the server's process does.
      const opening = `${to} tcp flags & (syn | ack) == syn`
      return { in: [...rules.in, `${opening} counter reject with tcp reset`], out: rules.out }
    },
    { in: [], out: [] },
  )
}

/** Nothing comes from these addresses and nothing reaches them. */
export function silenceRules(addresses: readonly string[]): Rules {
  return {
    in: addresses.map((address) => `ip saddr ${address} counter drop`),
    out: addresses.map((address) => `ip daddr ${address} counter drop`),
  }
}

/** Only counts the packets of links: the proof that a toxic met traffic. */
export function countRules(links: readonly Link[]): Rules {
  return { in: links.map((link) => `${endpoint(link, 'daddr', 'dport')} counter`), out: [] }
}

export interface Rules {
  readonly in: readonly string[]
  readonly out: readonly string[]
}

/** The whole table as text for `nft -f -`. */
export function tableText(table: string, rules: Rules): string {
  const chain = (name: string, hook: string, lines: readonly string[]): string =>
    `  chain ${name} {\n    type filter hook ${hook} priority 0; policy accept;\n` +
    `${lines.map((line) => `    ${line}\n`).join('')}  }\n`
  return `table inet ${table} {\n${chain('in', 'input', rules.in)}${chain('out', 'output', rules.out)}}\n`
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

function endpoint(link: Link, address: 'saddr' | 'daddr', port: 'sport' | 'dport'): string {
  const onPort = `tcp ${port} ${link.listenPort}`
  return link.address === anyAddress ? onPort : `ip ${address} ${link.address} ${onPort}`
}
