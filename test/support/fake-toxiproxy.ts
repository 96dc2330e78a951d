import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface FakeProxy {
  readonly name: string
  readonly listen: string
  readonly upstream: string
  toxics: { readonly name: string; readonly type: string }[]
}

/** As much of Toxiproxy's API as the harness uses, on loopback. Nothing is proxied. */
export interface FakeToxiproxy extends AsyncDisposable {
  readonly url: string
  readonly proxies: Map<string, FakeProxy>
  /** Requests so far, such as `DELETE /proxies/a--b/toxics/x`. */
  readonly asked: string[]
  /** Requests that match are never answered. */
  hang: RegExp | undefined
  /** Requests that match are answered with 500. */
  refuse: RegExp | undefined
  /** As a restarted Toxiproxy: it knows nothing any more, and answers again. */
  restart(): void
}

export async function startFakeToxiproxy(): Promise<FakeToxiproxy> {
  const proxies = new Map<string, FakeProxy>()
  const asked: string[] = []
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const fake: FakeToxiproxy = {
    ...{ url: `http://127.0.0.1:${port}`, proxies, asked, hang: undefined, refuse: undefined },
    restart() {
      proxies.clear()
      fake.hang = undefined
      fake.refuse = undefined
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return fake

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const what = `${request.method} ${request.url}`
    asked.push(what)
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
    if (fake.hang?.test(what)) return
    const [status, value] = fake.refuse?.test(what) ? [500, {}] : respond(what, body)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(status === 204 ? undefined : JSON.stringify(value))
  }

  function respond(what: string, body: string): readonly [number, unknown] {
    if (what === 'GET /version') return [200, { version: 'fake' }]
    if (what === 'GET /proxies') return [200, Object.fromEntries(proxies)]
    if (what === 'POST /populate') {
      const made = (JSON.parse(body) as FakeProxy[]).map((proxy) => ({ ...proxy, toxics: [] }))
      for (const proxy of made) proxies.set(proxy.name, proxy)
      return [201, { proxies: made }]
    }
    if (what === 'POST /reset') {
      for (const proxy of proxies.values()) proxy.toxics = []
      return [204, undefined]
    }
    const [, method, name = '', toxicName] =
      /^(\w+) \/proxies\/([^/]+)(?:\/toxics\/?([^/]*))?$/.exec(what) ?? []
    const proxy = proxies.get(decodeURIComponent(name))
    if (!proxy) return [404, { error: 'proxy not found' }]
    if (method === 'POST') {
      const toxic = JSON.parse(body) as FakeProxy['toxics'][number]
      proxy.toxics.push(toxic)
      return [200, toxic]
    }
    if (!toxicName) return [200, proxy]
    const toxic = proxy.toxics.find((one) => one.name === toxicName)
    if (!toxic) return [404, { error: 'toxic not found' }]
    if (method === 'DELETE') {
      proxy.toxics = proxy.toxics.filter((one) => one !== toxic)
      return [204, undefined]
    }
    return [200, toxic]
  }
}
