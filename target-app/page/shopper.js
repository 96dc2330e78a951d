/** Who is shopping: from the address, or remembered from the last visit. */
import { newName } from './elements.js'

const asked = new URLSearchParams(location.search).get('shopper')
export const shopper = asked ?? localStorage.getItem('shopper') ?? `shopper-${newName()}`
localStorage.setItem('shopper', shopper)
