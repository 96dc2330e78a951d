/** What a supervisor may be asked: `GET /status`, `GET /answers`, `POST /restart`, `POST /release`. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AnswerCounts, SupervisorStatus } from '../contracts/heartbeat.ts'
import { wordsOf } from '../service/error-words.ts'
import type { Keeper } from './keeper.ts'
import { releaseOrderIn, restartOrderIn } from './orders.ts'

export interface AppParts {
  readonly replica: string
  readonly service: string
  readonly keeper: Pick<Keeper, 'status' | 'restart' | 'change'>
  /** The service's own metrics, in the format of Prometheus. */
  metrics(): Promise<string>
  /** Wall clock, milliseconds. */
  now(): number
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

export async function answer(
  parts: AppParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, body } = await route(parts, request).catch((error: unknown) => ({
    status: 503,
    body: {
      error: { code: 'not-now', message: wordsOf(error) },
    },
  }))
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function route(parts: AppParts, request: IncomingMessage): Promise<Answer> {
  const { keeper, replica, service } = parts
  switch (`${request.method} ${request.url}`) {
    case 'GET /status': {
      const status: SupervisorStatus = { replica, service, ...keeper.status }
      return { status: 200, body: status }
    }
    case 'GET /answers':
      return { status: 200, body: answersIn(await parts.metrics()) }
    case 'POST /restart': {
      const order = restartOrderIn(await bodyOf(request))
      if (order === undefined) return refused('say how, now or drain, and until when')
      if (order.until < parts.now()) return refused('this order came too late')
      return keeper.restart(order.how, 'asked to') ? accepted(keeper) : refused('it is not up')
    }
    case 'POST /release': {
      const order = releaseOrderIn(await bodyOf(request))
      if (order === undefined) return refused('say which release')
      return keeper.change(order.release) ? accepted(keeper) : refused('it is about to end')
    }
    default:
      return {
        status: 404,
        body: { error: { code: 'no-such-page', message: 'There is no such page.' } },
      }
  }
}

const accepted = (keeper: AppParts['keeper']): Answer => ({ status: 202, body: keeper.status })
const refused = (message: string): Answer => ({
  status: 409,
  body: { error: { code: 'refused', message } },
})

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text === '' ? undefined : JSON.parse(text)
}

/** How many answers the service gave since its start, and how many of them were failures of its own. */
export function answersIn(metrics: string): AnswerCounts {
  const sums = { all: 0, failed: 0 }
  for (const [, status = '', count] of metrics.matchAll(
    /^shop_answers_total\{.*status="(\d+)".*\} (\S+)$/gm,
  )) {
    sums.all += Number(count)
    if (status.startsWith('5')) sums.failed += Number(count)
  }
  return sums
}
