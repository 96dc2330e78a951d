/** Whether this replica may be given shoppers. */
import type { CartHealth } from '../contracts/cart.ts'
import type { Protection } from '../service/resilience.ts'

export interface HealthParts {
  readonly replica: string
  /** False plants the weakness `health-lies`. */
  readonly honest: boolean
  readonly draining: () => boolean
  readonly redis: { readonly trouble: string | undefined; readonly primary: string | undefined }
  readonly breakers: Readonly<Record<string, Pick<Protection, 'state'>>>
}

/** PostgreSQL is left out: without it carts still work and only the checkout rests. */
export function healthOf(parts: HealthParts): CartHealth {
  const because = parts.draining() ? 'draining' : parts.redis.trouble
  const { primary } = parts.redis
  return {
    replica: parts.replica,
    ready: because === undefined || !parts.honest,
    ...(because === undefined ? {} : { because }),
    ...(primary === undefined ? {} : { primary }),
    breakers: Object.fromEntries(
      Object.entries(parts.breakers).map(([name, { state }]) => [name, state]),
    ),
  }
}
