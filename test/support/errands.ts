import type { Errand } from '../../target-app/contracts/promo.ts'

/** An errand whose id follows from its token. */
export function errandFor(token: string): Errand {
  const digits = [...token].map((letter) => letter.charCodeAt(0).toString(16)).join('')
  return {
    id: `00000000-0000-4000-8000-${digits.padStart(12, '0').slice(-12)}`,
    kind: 'promotion',
    token,
    shopper: `shopper-${token}`,
    details: { title: 'Welcome' },
  }
}
