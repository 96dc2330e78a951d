/** Everything the environment may say to the edge. */

/** How the next replica is chosen. */
export const balances = [
  'roundrobin',
  'random',
  'weighted-random',
  'leastconn',
  'consistent',
] as const
export type Balance = (typeof balances)[number]

export interface EdgeSettings {
  readonly balance: Balance
  readonly carts: readonly string[]
  readonly guides: readonly string[]
  readonly promos: readonly string[]
  /** Prometheus, for operators. */
  readonly monitor: string | undefined
  /** Replicas that get no shoppers but may be asked for their health by name. */
  readonly others: readonly string[]
  /** For `weighted-random`: how much of the crowd each cart replica gets, in their order; 1 to 256. */
  readonly weights: readonly number[]
  /**
   * The ways to each cart replica: `ownName`, or the network on which it has another name, such as `cart-1.second`.
   */
  readonly cartPaths: readonly string[]
  // Mechanisms.
  readonly healthChecks: boolean
  readonly ejection: boolean
  readonly retries: boolean
  readonly shedding: boolean
}

/** Of the ways to a replica the one that is called as it is. */
export const ownName = ''

/** @throws Error with every problem at once when the environment makes no sense. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): EdgeSettings {
  const problems: string[] = []
  const words = (name: string): string[] => (environment[name] ?? '').match(/\S+/g) ?? []
  const word = (name: string, known: readonly string[]): string => {
    const said = environment[name] ?? 'on'
    if (!known.includes(said)) problems.push(`${name} is "${said}": say ${known.join(' or ')}`)
    return said
  }
  const on = (name: string): boolean => word(name, ['on', 'off']) === 'on'
  const wanted = environment['BALANCE'] ?? 'roundrobin'
  const balance = balances.find((name) => name === wanted)
  if (balance === undefined) problems.push(`BALANCE is "${wanted}": say ${balances.join(', ')}`)
  const weights = words('CART_WEIGHTS').map(Number)
  if (!weights.every((weight) => Number.isInteger(weight) && weight >= 1 && weight <= 256))
    problems.push('CART_WEIGHTS: whole numbers from 1 to 256 between blanks')
  const second = environment['SECOND_NETWORK'] || undefined
  const secondPath = word('SECOND_PATH', ['on', 'only'])
  const settings = {
    balance: balance ?? 'roundrobin',
    carts: words('CART_REPLICAS'),
    guides: words('GUIDE_REPLICAS'),
    promos: words('PROMO_REPLICAS'),
    monitor: words('MONITOR')[0],
    others: words('OTHER_REPLICAS'),
    weights,
    cartPaths:
      second === undefined ? [ownName] : secondPath === 'only' ? [second] : [ownName, second],
    healthChecks: on('HEALTH_CHECKS'),
    ejection: on('EJECTION'),
    retries: on('EDGE_RETRIES'),
    shedding: on('SHEDDING'),
  }
  if (problems.length > 0) throw new Error(`the environment is not right:\n${problems.join('\n')}`)
  return settings
}
