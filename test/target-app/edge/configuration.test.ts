import { describe, expect, test } from 'vitest'
import { configuration } from '../../../target-app/edge/configuration.ts'
import { balances, readSettings } from '../../../target-app/edge/settings.ts'

const everybody = {
  CART_REPLICAS: 'cart-1 cart-2',
  GUIDE_REPLICAS: 'guide-1',
  PROMO_REPLICAS: 'promo',
  OTHER_REPLICAS: 'search-1',
}
const written = (environment: Record<string, string> = {}): string =>
  configuration(readSettings({ ...everybody, ...environment }))

/** The lines of one section. */
function section(text: string, heading: string): string[] {
  const [, body = ''] = text.split(`\n${heading}\n`)
  return (body.split(/\n(?=\S)/)[0] ?? '').split('\n').map((line) => line.trim())
}
const servers = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith('server '))

test('carts stand behind the carts, the pages and the checkout', () => {
  for (const name of ['carts', 'pages', 'checkout'])
    expect(servers(section(written(), `backend ${name}`))).toEqual([
      'server cart-1 cart-1:8080',
      'server cart-2 cart-2:8080',
    ])
})

test('carts are asked whether they are ready; pages and checkout only whether they live', () => {
  // Without Redis a cart is not ready, but it still shows products and takes orders: asked at /health, all
  // replicas would be taken out at once, and the whole shop would be dark for what only the carts miss.
  const asked = (name: string): string[] =>
    section(written(), `backend ${name}`).flatMap((line) => / uri (\S+)/.exec(line)?.[1] ?? [])
  expect({ carts: asked('carts'), pages: asked('pages'), checkout: asked('checkout') }).toEqual({
    carts: ['/health'],
    pages: ['/alive'],
    checkout: ['/alive'],
  })
})

test('what the edge itself refuses is told like every refusal, and only one who was not passed on is told to rest', () => {
  const told = section(written(), 'defaults').flatMap((line) => {
    const [, status, code] = /^http-error status (\d+) .*"code":"([\w-]+)"/.exec(line) ?? []
    return status === undefined ? [] : [[status, code]]
  })
  expect(Object.fromEntries(told)).toEqual({
    400: 'bad-request',
    408: 'request-too-slow',
    502: 'broke-off',
    503: 'shop-resting',
    504: 'too-late',
  })
})

test('a refusal counts against a replica only where carts are asked for, not at the checkout or a till', () => {
  const observed = (name: string): string[] =>
    section(written(), `backend ${name}`).flatMap((line) => / observe (\S+)/.exec(line)?.[1] ?? [])
  expect({ carts: observed('carts'), checkout: observed('checkout') }).toEqual({
    carts: ['layer7'],
    checkout: ['layer4'],
  })
  const ways = section(written(), 'frontend shop').filter((line) => / checkout /.test(line))
  expect(ways).toEqual(['use_backend checkout if { path_end /checkout } || { path_beg /tills/ }'])
})

test('each way has its own servers, and everybody can be asked by name', () => {
  expect(servers(section(written(), 'backend guide'))).toEqual(['server guide-1 guide-1:8080'])
  expect(servers(section(written(), 'backend promo'))).toEqual(['server promo promo:8080'])
  const names = servers(section(written(), 'backend by-name')).map((line) => line.split(' ')[1])
  expect(names).toEqual(['cart-1', 'cart-2', 'guide-1', 'promo', 'search-1'])
})

test('a guide that was not started rests in clear words', () => {
  const guide = section(written({ GUIDE_REPLICAS: '' }), 'backend guide')
  expect(servers(guide)).toEqual([])
  expect(guide.join('\n')).toContain('"code":"guide-resting"')
})

test.each(balances)('%s: every group of carts is balanced', (balance) => {
  const text = written({ BALANCE: balance })
  for (const name of ['carts', 'pages', 'checkout'])
    expect(
      section(text, `backend ${name}`).filter((line) => line.startsWith('balance ')),
    ).toHaveLength(1)
  expect(text).toContain(`{"balance":"${balance}"`)
})

test('weights count for weighted-random only', () => {
  const heavy = { CART_WEIGHTS: '3 1' }
  expect(written(heavy)).not.toContain('weight')
  expect(
    servers(section(written({ ...heavy, BALANCE: 'weighted-random' }), 'backend carts')),
  ).toEqual(['server cart-1 cart-1:8080 weight 3', 'server cart-2 cart-2:8080 weight 1'])
})

test('with a second network each cart replica is there twice, and is counted twice', () => {
  const text = written({ SECOND_NETWORK: 'second' })
  expect(servers(section(text, 'backend carts'))).toEqual([
    'server cart-1 cart-1:8080',
    'server cart-1.second cart-1.second:8080',
    'server cart-2 cart-2:8080',
    'server cart-2.second cart-2.second:8080',
  ])
  expect(text).toContain('"carts":{"up":%[nbsrv(carts)],"of":4}')
})

test('with the second network alone each is there once, by its name there', () => {
  const text = written({ SECOND_NETWORK: 'second', SECOND_PATH: 'only' })
  expect(servers(section(text, 'backend carts'))).toEqual([
    'server cart-1.second cart-1.second:8080',
    'server cart-2.second cart-2.second:8080',
  ])
  expect(text).toContain('"carts":{"up":%[nbsrv(carts)],"of":2}')
})

describe('switched off', () => {
  test('without health checks nobody is asked, and nobody is taken out who could not come back', () => {
    const text = written({ HEALTH_CHECKS: 'off' })
    expect(section(text, 'backend carts')).toContain('default-server no-check')
    expect(text).not.toContain('mark-down')
  })
  test('without ejection, retries or shedding the words for it are gone', () => {
    expect(written({ EJECTION: 'off' })).not.toContain('observe')
    expect(section(written({ EDGE_RETRIES: 'off' }), 'defaults')).toContain('retry-on none')
    expect(written({ SHEDDING: 'off' })).not.toContain('"busy"')
  })
})

test('shedding turns away who only looks, never who fills a cart or buys', () => {
  const frontend = section(written(), 'frontend shop')
  const shed = frontend.filter((line) => line.includes('"busy"'))
  expect(shed.map((line) => line.split(' if ')[1])).toEqual([
    'to-pages { be_conn(pages) ge 8 }',
    'to-guide { be_conn(guide) ge 24 }',
  ])
  expect(frontend.filter((line) => line.startsWith('acl to-')).join('\n')).not.toMatch(
    /carts|checkout/,
  )
})
