/** What the load does, as a k6 module: one function per operation of the shop. */
import { cartOperations } from './cart.ts'
import { guideOperations } from './guide.ts'

export default { ...cartOperations, ...guideOperations }
