/** The products, kept in memory: they change rarely, and looking at them needs no database. */
import type { Product } from '../contracts/cart.ts'
import type { OrderStore } from './order-store.ts'
import { ShopError } from '../service/shop-error.ts'

export class Catalog {
  readonly #orders: Pick<OrderStore, 'products'>
  #products: readonly Product[] | undefined

  constructor(orders: Pick<OrderStore, 'products'>) {
    this.#orders = orders
  }

  /** The last list that PostgreSQL gave, however old. */
  list(): readonly Product[] {
    if (this.#products === undefined) {
      throw new ShopError(
        503,
        'products-resting',
        'The products are not here yet. Please try again.',
      )
    }
    return this.#products
  }

  /** Asks again. It is also what tells the breaker around PostgreSQL that all is well again. */
  async refresh(): Promise<void> {
    this.#products = await this.#orders.products()
  }
}
