/** Small HTTP requests. Node's `fetch` would double the memory of this program. */
import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 2 })

export interface Asked {
  readonly host: string
  readonly port: number
  readonly path: string
  readonly body?: string
  /** For the whole exchange. Milliseconds. */
  readonly timeoutMs: number
}

/** The answer's body. @throws Error for everything but an answer of status 2xx in time. */
export function ask({ host, port, path, body, timeoutMs }: Asked): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const method = body === undefined ? 'GET' : 'POST'
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const signal = AbortSignal.timeout(timeoutMs)
  const asking = request({ host, port, path, method, headers, agent, signal }, (response) => {
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => (text += chunk))
    response.on('error', reject)
    response.on('end', () => {
      const { statusCode = 0 } = response
      if (statusCode >= 200 && statusCode < 300) resolve(text)
      else reject(new Error(`${path} answered ${statusCode}`))
    })
  })
  asking.on('error', reject)
  asking.end(body)
  return promise
}
