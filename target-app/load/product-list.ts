/** Whether the list of products is right. */
import type { Answer } from 'aftershock'
import type { Response } from 'k6/http'
import type { CatalogueProduct } from '../catalogue/make-products.ts'
import { judge } from './answers.ts'

/** Good when the wanted product is on it, named and priced as it is. */
export function judgeList(response: Response, wanted: CatalogueProduct | undefined): Answer {
  const answer = judge(response, 'read')
  if (answer.outcome !== 'ok') return answer
  const found = productsIn(response.body).find(({ id }) => id === wanted?.id)
  const right =
    found !== undefined && found.name === wanted?.name && found.priceCents === wanted?.priceCents
  return right ? answer : { outcome: 'fail', status: response.status, error: 'wrong-content' }
}

type Shown = Readonly<Partial<Record<'id' | 'name' | 'priceCents', unknown>>>

/** Not by `response.json()`: k6 makes Go maps of it. */
function productsIn(body: unknown): readonly Shown[] {
  const list: unknown = typeof body === 'string' ? JSON.parse(body) : undefined
  const whole = typeof list === 'object' && list !== null && 'products' in list
  return whole && Array.isArray(list.products) ? list.products : []
}
