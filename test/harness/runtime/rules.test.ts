import { describe, expect, test } from 'vitest'
import type { Link } from '../../../harness/runtime/environment.ts'
import {
  anyAddress,
  countRules,
  cutRules,
  forwardingText,
  packetsIn,
  silenceRules,
  tableText,
} from '../../../harness/runtime/rules.ts'

const link: Link = {
  ...{ name: 'cart-1→redis-1', from: 'cart-1', to: 'redis-1', port: 6379 },
  ...{ protocol: 'tcp', network: 'main', address: '10.0.255.254', listenPort: 6379 },
}
const entry: Link = {
  ...{ name: 'client→edge', from: 'client', to: 'edge', port: 80 },
  ...{ protocol: 'tcp', network: 'main', address: anyAddress, listenPort: 18_080 },
}
const heartbeat: Link = {
  ...{ name: 'cart-1→watch:7946/udp', from: 'cart-1', to: 'watch', port: 7946 },
  ...{ protocol: 'udp', network: 'main', address: '10.0.255.253', listenPort: 7946 },
}

describe('the text for nft', () => {
  test('silence drops both directions', () => {
    expect(tableText('aftershock_1', cutRules([link], 'silence'))).toMatchInlineSnapshot(`
      "table inet aftershock_1 {
        chain in {
          type filter hook input priority 0; policy accept;
          ip daddr 10.0.255.254 tcp dport 6379 counter drop
        }
        chain out {
          type filter hook output priority 0; policy accept;
          ip saddr 10.0.255.254 tcp sport 6379 counter drop
        }
      }
      "
    `)
  })

  test('a refused link lets open connections be', () => {
    expect(tableText('aftershock_2', cutRules([link, entry], 'refused'))).toMatchInlineSnapshot(`
      "table inet aftershock_2 {
        chain in {
          type filter hook input priority 0; policy accept;
          ip daddr 10.0.255.254 tcp dport 6379 tcp flags & (syn | ack) == syn counter reject with tcp reset
          tcp dport 18080 tcp flags & (syn | ack) == syn counter reject with tcp reset
        }
      }
      "
    `)
  })

  test('a lost host neither sends nor hears', () => {
    expect(tableText('aftershock_3', silenceRules(['10.0.0.10']))).toMatchInlineSnapshot(`
      "table inet aftershock_3 {
        chain in {
          type filter hook input priority 0; policy accept;
          ip saddr 10.0.0.10 counter drop
        }
        chain out {
          type filter hook output priority 0; policy accept;
          ip daddr 10.0.0.10 counter drop
        }
        chain through {
          type filter hook forward priority 0; policy accept;
          ip saddr 10.0.0.10 counter drop
          ip daddr 10.0.0.10 counter drop
        }
      }
      "
    `)
  })

  test('counting stops nothing; the entry is known by its port, since it has no address', () => {
    expect(tableText('aftershock_4', countRules([link, entry]))).toMatchInlineSnapshot(`
      "table inet aftershock_4 {
        chain in {
          type filter hook input priority 0; policy accept;
          ip daddr 10.0.255.254 tcp dport 6379 counter
          tcp dport 18080 counter
        }
      }
      "
    `)
  })
})

describe('UDP is passed on packet by packet', () => {
  test('to the server of each link, and answers come from where they were asked', () => {
    const text = forwardingText([link, heartbeat], () => '10.0.0.20')
    expect(text).toMatchInlineSnapshot(`
      "table inet wire {
        chain to_server {
          type nat hook prerouting priority dstnat;
          ip daddr 10.0.255.253 udp dport 7946 dnat ip to 10.0.0.20:7946
        }
        chain from_wire {
          type nat hook postrouting priority srcnat;
          ct status dnat masquerade
        }
      }
      "
    `)
  })

  test('a wire without it needs no table', () => {
    expect(forwardingText([link, entry], () => '10.0.0.20')).toBe('')
  })

  test('a cut is known by what packets were first sent to, in both directions', () => {
    expect(tableText('aftershock_5', cutRules([heartbeat], 'silence'))).toMatchInlineSnapshot(`
      "table inet aftershock_5 {
        chain through {
          type filter hook forward priority 0; policy accept;
          ct original ip daddr 10.0.255.253 meta l4proto udp ct original proto-dst 7946 counter drop
        }
      }
      "
    `)
    expect(cutRules([heartbeat], 'refused')).toMatchInlineSnapshot(`
      {
        "before": [
          "ip daddr 10.0.255.253 udp dport 7946 counter notrack",
        ],
        "in": [],
        "out": [],
        "through": [],
      }
    `)
  })

  test('counting counts the way to the server, as it does for TCP', () => {
    expect(countRules([heartbeat]).through).toMatchInlineSnapshot(`
      [
        "ct original ip daddr 10.0.255.253 meta l4proto udp ct original proto-dst 7946 ct direction original counter",
      ]
    `)
  })
})

test('the packets of all counters of a table are summed', () => {
  const rule = (...expr: readonly object[]) => ({ rule: { family: 'inet', expr } })
  const listing = JSON.stringify({
    nftables: [
      { metainfo: { version: '1.0.6' } },
      { table: { family: 'inet', name: 'aftershock_1' } },
      { chain: { name: 'in' } },
      rule({ match: {} }, { counter: { packets: 4, bytes: 240 } }, { drop: null }),
      rule({ counter: { packets: 3, bytes: 180 } }),
      rule({ drop: null }),
    ],
  })
  expect(packetsIn(listing)).toBe(7)
})
