import type { Database } from '../../target-app/service/postgres-primary.ts'

/** `postgres/schema/40-locks.sql` in memory: what tills ask for, and what happened in which order. */
export class FakeTillDatabase implements Database {
  readonly moments: { owner: string; till: string; did: 'entered' | 'written' }[] = []
  refused = 0
  readonly #fences = new Map<string, { token: bigint; owner: string }>()
  readonly #uses = new Map<string, { till: string; token: bigint }>()

  async query(text: string, values: readonly unknown[] = []): Promise<{ rows: unknown[] }> {
    const [owner = '', ...others] = values.map(String)
    const entering = text.includes('enter_till')
    if (entering) this.#uses.set(owner, { till: others[1] ?? '', token: BigInt(others[2] ?? '0') })
    const use = this.#uses.get(owner)
    if (use === undefined) throw new Error('query returned no rows')
    const may = values.at(-1) === false || this.#pass(use.till, use.token, owner)
    if (may) this.moments.push({ owner, till: use.till, did: entering ? 'entered' : 'written' })
    else this.refused += 1
    return { rows: [{ may }] }
  }

  #pass(till: string, token: bigint, owner: string): boolean {
    const fence = this.#fences.get(till)
    const may =
      fence === undefined || fence.token < token || (fence.token === token && fence.owner === owner)
    if (may) this.#fences.set(till, { token, owner })
    return may
  }
}
