/** `admin cart …`: earlier versions of a cart, and going back to one. */
import { Command } from 'commander'
import { z } from 'zod'
import { Refusal } from '../contracts/answers.ts'
import { Cart } from '../contracts/cart.ts'

const carts = process.env.CART_ADDRESS ?? 'http://127.0.0.1:8080'

async function ask(path: string, method: 'GET' | 'POST'): Promise<unknown> {
  const signal = AbortSignal.timeout(3000)
  const response = await fetch(`${carts}${path}`, { method, signal })
  const body: unknown = await response.json()
  if (response.ok) return body
  const refusal = Refusal.safeParse(body)
  throw new Error(refusal.data?.error.message ?? `the cart answered ${response.status}`)
}

const line = ({ version, items }: Cart): string => `version ${version}: ${items.length} items`

/** To be run in a container of the cart. */
export function cartCommand(): Command {
  const cart = new Command('cart').description('earlier versions of a cart, and going back to one')
  cart
    .command('versions <id>')
    .description('what is kept, the newest first')
    .action(async (id: string) => {
      const kept = z.array(Cart).parse(await ask(`/operator/carts/${id}/versions`, 'GET'))
      console.log(kept.map(line).join('\n') || 'no earlier version is kept')
    })
  cart
    .command('rollback <version> <ids...>')
    .description('give carts the items that they had at a version')
    .action(async (version: string, ids: readonly string[]) => {
      for (const id of ids) {
        const path = `/operator/carts/${id}/versions/${version}`
        console.log(`${id} is ${line(Cart.parse(await ask(path, 'POST')))}`)
      }
    })
  return cart
}
