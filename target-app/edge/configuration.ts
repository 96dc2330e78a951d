/** What HAProxy is told. It has no loops, so its configuration is written here from the settings. */
import { backends } from './backends.ts'
import { refusal } from './refusal.ts'
import type { EdgeSettings } from './settings.ts'

export function configuration(settings: EdgeSettings): string {
  return [general, defaults(settings), frontend(settings), ...backends(settings), statistics].join(
    '\n',
  )
}

/** Where operators' questions are answered. */
export const commandSocket = '/tmp/edge.sock'
/** What the edge knows of its servers, for its next configuration. */
export const serverStateFile = '/tmp/servers.state'

const general = `
global
  log stdout format raw local0
  maxconn 8000
  # Whoever is still connected when the edge stops or is told a new configuration has this long.
  hard-stop-after 10s
  # A new configuration begins with what was known of every server, or the dead would get shoppers again.
  stats socket ${commandSocket} mode 600 level operator
  server-state-file ${serverStateFile}
`

const defaults = ({ retries }: EdgeSettings): string => `
defaults
  mode http
  log global
  option httplog
  # Only what went wrong is worth a line; servers going up and down are always logged.
  option dontlog-normal
  maxconn 6000
  load-server-state-from-file global
  # A connection that is idle while the edge changes its configuration is closed after one more answer:
  # a request that is already on its way there would be lost.
  option idle-close-on-response
  # A replica next door answers at once or is not there; asking another costs less than waiting.
  timeout connect 200ms
  timeout client 30s
  timeout server 2800ms
  timeout queue 500ms
  timeout http-request 5s
  timeout http-keep-alive 15s
  timeout check 800ms
  # Nothing was sent when a connection could not be made, so another replica may be asked. Whoever
  # got a request and went away may have carried it out: only questions are asked again.
  option redispatch 1
  retries ${retries ? 3 : 0}
  retry-on ${retries ? 'conn-failure empty-response response-timeout' : 'none'}
  default-server check init-addr libc,none inter 500ms fastinter 200ms downinter 300ms fall 2 rise 2 maxconn 400
  # To what is no HTTP at all HAProxy answers in words of its own, whatever it is told here.
  http-error status 400 ${refusal('bad-request', 'The request was not understood.')}
  http-error status 408 ${refusal('request-too-slow', 'The request took too long to arrive. Please try again.')}
  http-error status 502 ${refusal('broke-off', 'The answer broke off. Please try again.')}
  http-error status 503 hdr Retry-After 1 ${refusal('shop-resting', 'The shop is resting for a moment. Please try again.')}
  http-error status 504 hdr Retry-After 1 ${refusal('too-late', 'That took too long. Please try again.')}
`

/** One answer that went wrong, as JSON like the other services' lines, with the id that they have in theirs. */
const logLine = JSON.stringify({
  event: 'answered',
  request: '%[capture.req.hdr(0),json(utf8s)]',
  method: '%HM',
  path: '%[capture.req.uri,json(utf8s)]',
  status: '%ST',
  totalMs: '%Ta',
  server: '%b/%s',
  ended: '%tsc',
}).replaceAll('"', String.raw`\"`)

const frontend = (settings: EdgeSettings): string => `
frontend shop
  bind :80
  http-request disable-l7-retry unless { method GET HEAD }
  # How long a replica keeps a connection to the edge says nothing about how long the edge keeps one to a
  # shopper: whoever believed it would ask on a connection that is just being closed.
  http-response del-header keep-alive
  http-request set-header x-request-id %[uuid] unless { req.hdr(x-request-id) -m found }
  http-request capture req.hdr(x-request-id) len 64
  log-format "${logLine}"
  http-request return status 200 content-type application/json lf-string '${statusJson(settings)}' if { path /edge/status }
${shopperKey}
${settings.shedding ? shedding(settings) : ''}
  use_backend by-name if { path /health /replicas } { req.hdr(x-replica) -m found }
  use_backend guide if { path_beg /guide/ }
  use_backend monitor if { path_beg /monitor }
  use_backend promo if { path_beg /promo/ }
  # Buying, the page and the products need no Redis, so they are still there while carts rest.
  # A till whose lock rests says so with 503, which is no reason to keep shoppers from a cart that is well.
  use_backend checkout if { path_end /checkout } || { path_beg /tills/ }
  use_backend pages if { path / /products } || { path_beg /page/ }
  default_backend carts
`

/** Who is shopping, for consistent hashing: a cookie, a header, or the name of the cart in the path. */
const shopperKey = `
  http-request set-var(txn.shopper) req.cook(shopper)
  http-request set-var(txn.shopper) req.hdr(x-shopper) unless { var(txn.shopper) -m found }
  http-request set-var(txn.shopper) path,field(3,/) if !{ var(txn.shopper) -m found } { path_beg /carts/ }`

/** How many browsing requests one replica may have under way before more of them are turned away. */
const browsingAtOnce = { pages: 4, guide: 24 }

/**
 * Load shedding. What is under way grows as soon as answers take longer than usual, so its number says
 * "too much" before anything breaks down, on fast machines and on slow ones. Who only looks is asked
 * to come back; who fills a cart or buys is never turned away here.
 */
function shedding({ carts, guides }: EdgeSettings): string {
  const busy = refusal('busy', 'The shop is very full. Please try again in a moment.')
  const deny = (condition: string): string =>
    `  http-request return status 503 hdr Retry-After 2 ${busy} if ${condition}`
  return [
    '  acl to-guide path_beg /guide/',
    '  acl to-pages path / /products',
    '  acl to-pages path_beg /page/',
    deny(`to-pages { be_conn(pages) ge ${browsingAtOnce.pages * Math.max(1, carts.length)} }`),
    deny(`to-guide { be_conn(guide) ge ${browsingAtOnce.guide * Math.max(1, guides.length)} }`),
  ].join('\n')
}

/** `up`: servers that get shoppers now; `of`: all there are. With a second path a replica counts twice. */
function statusJson(settings: EdgeSettings): string {
  const cartServers = settings.carts.length * settings.cartPaths.length
  const all = {
    carts: cartServers,
    pages: cartServers,
    checkout: cartServers,
    guide: settings.guides.length,
    promo: settings.promos.length,
  }
  const entries = Object.entries(all).map(
    ([backend, of]) => `"${backend}":{"up":%[nbsrv(${backend})],"of":${of}}`,
  )
  return `{"balance":"${settings.balance}",${entries.join(',')}}`
}

const statistics = `
frontend stats
  bind :8404
  stats enable
  stats uri /
  http-request use-service prometheus-exporter if { path /metrics }
`
