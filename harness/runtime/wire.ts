import { realClock } from '../clock.ts'
import { settleAll } from '../settle-all.ts'
import { withDeadline } from './deadline.ts'
import { entryPort } from './address-plan.ts'
import { startCrowd } from './crowd.ts'
import { execIn, type Container, type ContainerRuntimeClient } from './engine.ts'
import type { CutLook, Link, Wire, WireChange } from './environment.ts'
import type { Placement } from './placement.ts'
import type { RuleTables } from './rule-tables.ts'
import { countRules, cutRules, silenceRules } from './rules.ts'
import type { Toxics } from './toxics.ts'

/** What the wire of one environment is made of. */
export interface WireParts {
  readonly engine: ContainerRuntimeClient
  /** Holds the network namespace and its addresses; has NET_ADMIN, `nft` and `bash`. */
  readonly holder: Container
  readonly rules: RuleTables
  readonly toxics: Toxics
  readonly placement: Pick<Placement, 'placesOf' | 'serverOf'>
}

const acceptLimitMs = 15_000

export function createWire({ engine, holder, rules, toxics, placement }: WireParts): Wire {
  const addressesOf = (replica: string): readonly string[] =>
    placement.placesOf(replica).map(({ address }) => address)
  const crowds = new Set<string>()
  let crowdCount = 0
  return {
    cut: (links: readonly Link[], look: CutLook, signal) =>
      rules.add(cutRules(links, look), signal),

    silence: (replicas, signal) => rules.add(silenceRules(replicas.flatMap(addressesOf)), signal),

    count: (links, signal) => rules.add(countRules(links), signal),

    async toxic(all, { type, attributes }, signal): Promise<WireChange> {
      const links = all.filter(isProxied)
      if (links.length === 0)
        throw new Error(`${type} is for TCP, and ${all.map(({ name }) => name).join(', ')} is UDP`)
      const count = await rules.add(countRules(links), signal)
      const undo = await toxics
        .add(links, type, attributes, signal)
        .catch(async (error: unknown) => {
          await count.undo(AbortSignal.timeout(acceptLimitMs))
          throw error
        })
      return {
        since: realClock.wall(),
        touched: count.touched,
        undo: async (undoSignal) => {
          await settleAll([undo(undoSignal), count.undo(undoSignal)])
        },
      }
    },

    async crowd(crowd, signal): Promise<WireChange> {
      const name = `crowd-${++crowdCount}`
      const url = `http://127.0.0.1:${entryPort}`
      const change = await startCrowd({ engine, holder, name, url }, crowd, signal)
      crowds.add(name)
      return {
        ...change,
        undo: async (undoSignal) => {
          await change.undo(undoSignal)
          crowds.delete(name)
        },
      }
    },

    async untilAccepting(links, signal): Promise<void> {
      const proxied = links.filter(isProxied)
      const endpoints = new Set(proxied.map((link) => `${placement.serverOf(link)}/${link.port}`))
      await withDeadline(
        'waiting for a server to accept again',
        acceptLimitMs,
        signal,
        async (inner) => {
          for (const endpoint of endpoints) await untilOpen(engine, holder, endpoint, inner)
        },
      )
    },

    async leftovers(signal): Promise<readonly string[]> {
      const [tables, toxicNames] = await Promise.all([rules.list(signal), toxics.toxics(signal)])
      return [...tables, ...toxicNames, ...crowds]
    },
  }
}

/** Packets of UDP are passed on without a proxy. */
export function isProxied({ protocol }: Link): boolean {
  return protocol === 'tcp'
}

/** Polls from inside the wire, so that the answer is what the proxy would see. */
async function untilOpen(
  engine: ContainerRuntimeClient,
  holder: Container,
  endpoint: string,
  signal: AbortSignal,
): Promise<void> {
  const attempt = `timeout 1 bash -c 'exec 3<>/dev/tcp/${endpoint}' 2>/dev/null`
  const script = `for i in $(seq 150); do ${attempt} && exit 0; sleep 0.05; done; exit 1`
  const { exitCode } = await execIn(engine, holder, ['bash', '-c', script], signal, acceptLimitMs)
  if (exitCode !== 0)
    throw new Error(`nothing accepts connections at ${endpoint.replace('/', ':')}`)
}
