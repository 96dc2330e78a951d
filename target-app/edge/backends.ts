/** The groups of servers behind the edge: who is in them, how one is chosen, how the sick are found. */
import { refusal } from './refusal.ts'
import { ownName, type Balance, type EdgeSettings } from './settings.ts'

export function backends(settings: EdgeSettings): string[] {
  return [
    backend('carts', [
      balancing(settings.balance),
      asking('/health'),
      outliers(settings),
      `http-error status 503 hdr Retry-After 1 ${refusal('shop-resting', 'Your cart is resting for a moment. It is safe. Please try again.')}`,
      ...ownConnections,
      servers(settings),
    ]),
    backend('pages', [
      balancing(settings.balance),
      asking('/alive'),
      deadPaths(settings),
      servers(settings),
    ]),
    backend('checkout', [
      balancing(settings.balance),
      asking('/alive'),
      deadPaths(settings),
      ...ownConnections,
      servers(settings),
    ]),
    backend('guide', [
      asking('/health'),
      // An answer to a question comes word by word, and the queue before it is told in between.
      'timeout server 10s',
      resting('guide', 'The guide is resting. The shop is open as ever.'),
      ...settings.guides.map((name) => server(name)),
    ]),
    backend('promo', [
      // Claims are taken while anything listens; what its neighbours do is not the shopper's business.
      'option tcp-check',
      resting('promo', 'Promotions are resting for a moment. Please try again.'),
      ...settings.promos.map((name) => server(name)),
    ]),
    backend('monitor', [
      'option tcp-check',
      resting('monitor', 'The monitor is not running.'),
      ...(settings.monitor === undefined ? [] : [server(settings.monitor, { port: 9090 })]),
    ]),
    byName(settings),
  ].map((text) => (settings.healthChecks ? text : withoutChecks(text)))
}

const backend = (name: string, lines: readonly string[]): string =>
  [
    `backend ${name}`,
    ...lines
      .flatMap((line) => line.split('\n'))
      .filter((line) => line !== '')
      .map((line) => `  ${line}`),
    '',
  ].join('\n')

const algorithms: Readonly<Record<Balance, string>> = {
  roundrobin: 'balance roundrobin',
  // One draw. HAProxy's own default draws twice and takes the less busy one.
  random: 'balance random(1)',
  'weighted-random': 'balance random(1)',
  leastconn: 'balance leastconn',
  // When a replica goes, only its shoppers move. Whoever has no name is spread round-robin.
  consistent: 'balance hash var(txn.shopper)\nhash-type consistent sdbm avalanche',
}
const balancing = (balance: Balance): string => algorithms[balance]

const asking = (path: string): string => `option httpchk
http-check send meth GET uri ${path} ver HTTP/1.1 hdr Host shop
http-check expect status 200`

/**
 * Outlier ejection: what shoppers get counts, too. A replica whose check is fine but that fails three
 * of them in a row is taken out; when its checks let it in again, it gets its share little by little.
 */
const outliers = ({ ejection, healthChecks }: EdgeSettings): string =>
  // Without checks nobody would ever let it in again.
  ejection && healthChecks
    ? 'default-server observe layer7 error-limit 3 on-error mark-down slowstart 15s'
    : ''

/** What rests says so with 503, and that is no reason to take anybody out; not to take connections is. */
const deadPaths = ({ ejection, healthChecks }: EdgeSettings): string =>
  ejection && healthChecks ? 'default-server observe layer4 error-limit 3 on-error mark-down' : ''

/**
 * A connection for each request: a path that died is noticed while connecting, before anything was
 * sent, so that even a write may take another path.
 */
const ownConnections = ['http-reuse never']

const resting = (service: string, message: string): string =>
  `http-error status 503 hdr Retry-After 2 ${refusal(`${service}-resting`, message)}`

function servers({ carts, weights, balance, cartPaths }: EdgeSettings): string {
  return carts
    .flatMap((name, index) => {
      const weight = balance === 'weighted-random' ? weights[index] : undefined
      return cartPaths.map((path) =>
        server(path === ownName ? name : `${name}.${path}`, { weight }),
      )
    })
    .join('\n')
}

interface ServerOptions {
  readonly weight?: number | undefined
  readonly port?: number
}

const server = (name: string, { weight, port = 8080 }: ServerOptions = {}): string =>
  `server ${name} ${name}:${port}${weight === undefined ? '' : ` weight ${weight}`}`

/** One replica by name, for whoever wants to know how each of them is; asked even when it is down. */
function byName({ carts, guides, promos, others }: EdgeSettings): string {
  const all = [...carts, ...guides, ...promos, ...others]
  return backend('by-name', [
    'default-server no-check',
    'retry-on none',
    ...all.map((name) => `use-server ${name} if { req.hdr(x-replica) -m str ${name} }`),
    ...all.map((name) => server(name)),
  ])
}

const withoutChecks = (text: string): string =>
  text.replace(/^(backend \S+)$/m, '$1\n  default-server no-check')
