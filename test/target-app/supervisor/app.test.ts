import { Readable } from 'node:stream'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { answer, answersIn } from '../../../target-app/supervisor/app.ts'

/** Asks without a network: what comes back is the status and the body. */
async function asked(method: string, url: string, body?: unknown, accepts = true) {
  const keeper = {
    status: { release: '1', state: 'up', deaths: 0 } as const,
    restart: vi.fn<(...told: string[]) => boolean>(() => accepts),
    change: vi.fn<(...told: string[]) => boolean>(() => accepts),
  }
  const parts = {
    ...{ replica: 'cart-1', service: 'cart', keeper, now: () => 1000 },
    metrics: async () => 'shop_answers_total{method="GET",status="200"} 5\n',
  }
  const text = body === undefined ? [] : [JSON.stringify(body)]
  const request = Object.assign(Readable.from(text), { method, url }) as unknown as IncomingMessage
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  let said = ''
  vi.spyOn(response, 'end').mockImplementation((chunk: unknown) => {
    said = String(chunk)
    return response
  })
  await answer(parts, request, response)
  const told: unknown = JSON.parse(said)
  return { status: response.statusCode, body: told, keeper }
}

test('says how the service is', async () => {
  const { status, body } = await asked('GET', '/status')
  expect(status).toBe(200)
  expect(body).toEqual({ replica: 'cart-1', service: 'cart', release: '1', state: 'up', deaths: 0 })
})

test('restarts, but not by an order that was held up on its way', async () => {
  const inTime = await asked('POST', '/restart', { how: 'now', until: 1000 })
  expect(inTime.status).toBe(202)
  expect(inTime.keeper.restart).toHaveBeenCalledWith('now', 'asked to')
  const late = await asked('POST', '/restart', { how: 'now', until: 999 })
  expect(late.status).toBe(409)
  expect(late.keeper.restart).not.toHaveBeenCalled()
})

test('says so when the keeper refuses', async () => {
  expect((await asked('POST', '/restart', { how: 'drain', until: 2000 }, false)).status).toBe(409)
  expect((await asked('POST', '/release', { release: '2' }, false)).status).toBe(409)
})

test('changes the release, and wants to know which', async () => {
  expect((await asked('POST', '/release', { release: '2' })).keeper.change).toHaveBeenCalledWith(
    '2',
  )
  expect((await asked('POST', '/release', {})).status).toBe(409)
})

test('knows no other page', async () => {
  expect((await asked('GET', '/else')).status).toBe(404)
})

test('counts answers and failures in metrics', () => {
  const metrics = [
    '# TYPE shop_answers_total counter',
    'shop_answers_total{method="GET",status="200"} 90',
    'shop_answers_total{method="GET",status="503"} 7',
    'shop_answers_total{method="POST",status="500"} 2',
    'shop_answers_total{method="POST",status="404"} 1',
    'shop_answer_seconds_count{method="GET",status="500"} 44',
  ].join('\n')
  expect(answersIn(metrics)).toEqual({ all: 100, failed: 9 })
})
