/** Asks another service and believes its answer only when it is what the contract says. */
import type { z } from 'zod'
import { ShopError } from '../service/shop-error.ts'

/** @throws Error on every status but 2xx, except that a 4xx is passed on as the ShopError it is. */
export async function fetchJson<T>(
  schema: z.ZodType<T>,
  address: string,
  init: RequestInit,
): Promise<T> {
  const response = await fetch(address, init)
  const body: unknown = await response.json()
  if (response.ok) return schema.parse(body)
  if (response.status >= 400 && response.status < 500) {
    throw new ShopError(400, 'bad-request', `${new URL(address).pathname} refuses the request.`)
  }
  throw new Error(`${new URL(address).host} answers ${response.status}`)
}
