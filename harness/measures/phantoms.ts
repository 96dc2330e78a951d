import type { RunHistory } from '../history/history.ts'
import type { ReadRecord, RequestRecord } from '../history/record.ts'
import { tokenPrefixOf } from '../history/token-prefix.ts'
import { finalRead } from './write-ledger.ts'

/** What a ledger holds of this run, held against what this run asked for. */
export interface Provenance {
  /** How many tokens of this run it holds. Those of seeded data and of other runs are none. */
  readonly held: number
  /** Tokens of this run that no request carried. */
  readonly phantoms: readonly string[]
  /** As `phantoms`, but a request whose record was lost, or that was never counted, may have carried them. */
  readonly unexplained: readonly string[]
  /** Requests to add something that were refused for good, and it is there all the same. */
  readonly refusedButThere: readonly RequestRecord[]
  /** How many requests to add to it were refused for good. */
  readonly refused: number
  readonly final: ReadRecord
}

/** Undefined when the ledger was never read until it stopped changing. */
export function provenanceOf(history: RunHistory, ledger: string): Provenance | undefined {
  const final = finalRead(history, ledger)
  if (final === undefined) return undefined
  const prefix = tokenPrefixOf(history.header)
  const there = Object.keys(final.tokens).filter((token) => (final.tokens[token] ?? 0) > 0)
  const held = there.filter((token) => token.startsWith(prefix))
  const byToken = Map.groupBy(history.requests, ({ token }) => token)
  const unasked = held.filter((token) => !byToken.has(token))
  const { phantoms, unexplained } = explain(history, unasked, ledger)
  // What comes of a write lies in other ledgers too, such as a receipt, and is there as wrongly.
  const refused = history.requests.filter(
    (request) =>
      isRefusal(history, request) &&
      (ledgerOf(history, request.op) === ledger || there.includes(request.token ?? '')),
  )
  return {
    held: held.length,
    phantoms,
    unexplained,
    refused: refused.length,
    // The same token may have been asked for again, with more success.
    refusedButThere: refused.filter(
      ({ token = '' }) =>
        there.includes(token) &&
        (byToken.get(token) ?? []).every((other) => isRefusal(history, other)),
    ),
    final,
  }
}

/** A clear no to adding something: the client's own fault (4xx), which a time-out that is told by the server (408) is not. */
function isRefusal(history: RunHistory, { op, outcome, status, token }: RequestRecord): boolean {
  if (ledgerOf(history, op) === undefined || token === undefined) return false
  return outcome === 'fail' && status >= 400 && status < 500 && status !== 408
}

/** The ledger that an operation adds to. */
function ledgerOf({ header }: RunHistory, op: string): string | undefined {
  const writes = header.operations[op]?.writes
  return writes?.effect === 'add' ? writes.ledger : undefined
}

/**
 * The generator may lose the record of a request that it did start. It says how many it started, so that as many tokens
 * of that operation may be theirs; without its word any may.
 */
function explain(
  history: RunHistory,
  unasked: readonly string[],
  ledger: string,
): Pick<Provenance, 'phantoms' | 'unexplained'> {
  const opOf = new Map(history.requests.map(({ op, token }) => [stemOf(token), op]))
  const phantoms: string[] = []
  const unexplained: string[] = []
  for (const [stem, tokens] of Map.groupBy(unasked, stemOf)) {
    const op = opOf.get(stem)
    const lost = op === undefined ? lostWhole(history, ledger) : lostRecords(history, op)
    const group = tokens.length <= lost ? unexplained : phantoms
    for (const token of tokens) group.push(token)
  }
  return { phantoms, unexplained }
}

/** Without the request's number at its end. */
function stemOf(token: string | undefined): string {
  return token?.replace(/\d+$/u, '') ?? ''
}

/** Nobody knows what the tokens of an operation look like of which not one record is left. */
function lostWhole(history: RunHistory, ledger: string): number {
  const recorded = new Set(history.requests.map(({ op }) => op))
  return Object.keys(history.header.operations)
    .filter((op) => !recorded.has(op) && ledgerOf(history, op) === ledger)
    .reduce((sum, op) => sum + lostRecords(history, op), 0)
}

function lostRecords({ load, requests }: RunHistory, op: string): number {
  const said = load.filter((record) => record.op === op)
  if (said.length === 0) return Number.POSITIVE_INFINITY
  const started = said.reduce((sum, record) => sum + record.started, 0)
  return started - requests.filter((request) => request.op === op).length
}
