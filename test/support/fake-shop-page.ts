import { vi } from 'vitest'
import type { Item } from '../../target-app/contracts/cart.ts'

/* As much of a browser, and of a shop, as the page's cart needs. */

class FakeElement {
  textContent = ''
  value = ''
  disabled = false
  hidden = false
  children: FakeElement[] = []
  readonly classList = { toggle: () => false }
  readonly style = { setProperty: () => undefined }
  readonly #onClick: (() => void)[] = []

  addEventListener(_: 'click', then: () => void): void {
    this.#onClick.push(then)
  }
  append(...more: FakeElement[]): void {
    this.children.push(...more)
  }
  replaceChildren(...all: FakeElement[]): void {
    this.children = all
  }
  setAttribute(): void {}
  focus(): void {}
  /** Ends when everything that follows from it is done. */
  async click(): Promise<void> {
    if (this.disabled) throw new Error('this button rests')
    for (const then of this.#onClick) then()
    await allDone()
  }
}

/** No answer of the fake shop takes any time, so nothing but microtasks is waited for. */
const allDone = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export interface Pressed {
  readonly key: string
  readonly tokens: readonly string[]
}

/** One shopper's cart and orders. */
export class FakeShop {
  items: Item[] = []
  /** Every checkout that arrived. */
  readonly pressed: Pressed[] = []
  /** What becomes of the next checkouts; without any left each is answered. */
  readonly fates: ('lost' | 'refused' | 'silent-afterwards')[] = []
  /** False: bought things stay in the cart, as while Redis rests. */
  empties = true
  readonly #numbers = new Map<string, number>()
  /** The next question about the cart gets no answer. */
  #silent = false

  readonly fetch = async (path: string, asked: RequestInit = {}): Promise<object> => {
    const body: unknown = typeof asked.body === 'string' ? JSON.parse(asked.body) : undefined
    if (path.endsWith('/checkout')) return this.#checkout(asked.headers, body as { items: Item[] })
    if (this.#silent) {
      this.#silent = false
      throw new TypeError('Failed to fetch')
    }
    if (asked.method === 'POST') this.items = [...this.items, body as Item]
    if (asked.method === 'DELETE')
      this.items = this.items.filter(({ token }) => !path.endsWith(token))
    return answer(200, { items: this.items })
  }

  #checkout(headers: RequestInit['headers'], { items }: { items: Item[] }): object {
    const key = new Headers(headers).get('idempotency-key') ?? ''
    const tokens = items.map(({ token }) => token)
    this.pressed.push({ key, tokens })
    const fate = this.fates.shift()
    if (fate === 'refused') return answer(409, { error: { message: 'There is not enough left.' } })
    const replayed = this.#numbers.has(key)
    const number = this.#numbers.get(key) ?? 1001 + this.#numbers.size
    this.#numbers.set(key, number)
    if (this.empties) this.items = this.items.filter(({ token }) => !tokens.includes(token))
    this.#silent = fate === 'silent-afterwards'
    if (fate === 'lost') throw new TypeError('Failed to fetch')
    return answer(201, { number, totalCents: 937, replayed })
  }
}

const answer = (status: number, body: unknown): object => ({
  ...{ ok: status < 300, status, headers: new Headers() },
  json: async () => body,
})

interface Cart {
  showItems(): void
  startCart(): Promise<void>
  add(product: { readonly id: string; readonly name: string }): Promise<void>
}

let loads = 0

/** The shopper's browser; `load` opens the page, or loads it anew. Needs `vi.unstubAllGlobals` afterwards. */
export function fakeBrowser(shop: FakeShop) {
  const kept = new Map<string, string>()
  let elements = new Map<string, FakeElement>()
  const find = (id: string): FakeElement => {
    const found = elements.get(id) ?? new FakeElement()
    elements.set(id, found)
    return found
  }
  vi.stubGlobal('document', { getElementById: find, createElement: () => new FakeElement() })
  vi.stubGlobal('location', { search: '?shopper=anna' })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('fetch', shop.fetch)
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
  return {
    find,
    async load(): Promise<Cart> {
      elements = new Map()
      const script = new URL('../../target-app/page/cart.js', import.meta.url)
      // Another name for the same file: a page that is loaded anew has forgotten everything.
      script.search = `load=${(loads += 1)}`
      const cart: Cart = await import(script.href)
      await cart.startCart()
      return cart
    },
  }
}
