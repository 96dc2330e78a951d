import { UserError } from '../errors.ts'
import { execIn, type Container, type ContainerRuntimeClient } from './engine.ts'
import type { WireChange } from './environment.ts'
import { packetsIn, tablePrefix, tableText, type Rules } from './rules.ts'

/**
 * Puts nftables tables into the network namespace of a container that has NET_ADMIN and `nft`, and
 * takes them out again. Each table is one change.
 */
export class RuleTables {
  readonly #engine: ContainerRuntimeClient
  readonly #container: Container
  #count = 0

  constructor(engine: ContainerRuntimeClient, container: Container) {
    this.#engine = engine
    this.#container = container
  }

  async add(rules: Rules, signal: AbortSignal): Promise<WireChange> {
    const table = `${tablePrefix}${++this.#count}`
    // The stamp is taken beside the rule, not here: the way to the engine and back takes some 50 ms.
    const script = `nft -f - <<'RULES' && date +%s%N\n${tableText(table, rules)}RULES\n`
    const stamp = await this.#shell(script, signal).catch(async (error: unknown) => {
      // The engine may have run the command although nobody waited for its answer.
      await this.#remove(table, AbortSignal.timeout(5000)).catch(() => {})
      throw error
    })
    return {
      since: Number(stamp.trim()) / 1e6,
      touched: async () =>
        packetsIn(await this.#shell(`nft -j list table inet ${table}`, AbortSignal.timeout(5000))),
      undo: (undoSignal) => this.#remove(table, undoSignal),
    }
  }

  async #remove(table: string, signal: AbortSignal): Promise<void> {
    await this.#shell(
      `nft list table inet ${table} >/dev/null 2>&1 || exit 0; nft delete table inet ${table}`,
      signal,
    )
  }

  /** The names of our tables that are still there. */
  async list(signal: AbortSignal): Promise<readonly string[]> {
    const tables = await this.#shell('nft list tables', signal)
    return tables.split('\n').filter((line) => line.includes(tablePrefix))
  }

  async #shell(script: string, signal: AbortSignal): Promise<string> {
    const { exitCode, stdout, stderr } = await execIn(
      this.#engine,
      this.#container,
      ['sh', '-c', script],
      signal,
    )
    if (exitCode !== 0)
      throw new UserError(`nftables refused a rule on the wire: ${(stderr || stdout).trim()}`, {
        exit: 'environment',
        hint: 'Run `npx aftershock doctor`: it says whether the kernel has nftables.',
      })
    return stdout
  }
}
