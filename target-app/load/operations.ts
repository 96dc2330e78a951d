/** What the load does, as a k6 module: one function per operation of the shop. */
import { cartOperations } from './cart.ts'
import { guideOperations } from './guide.ts'
import { productOperations } from './products.ts'
import { promoOperations } from './promo.ts'
import { lockOperations } from './locks.ts'
import { scarceOperations } from './scarce.ts'

export default {
  ...cartOperations,
  ...productOperations,
  ...guideOperations,
  ...promoOperations,
  ...lockOperations,
  ...scarceOperations,
}
