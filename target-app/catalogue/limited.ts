/**
 * Things of which there are only a few, so that selling one twice would be noticed. Also read by programs that
 * are not Node: no imports.
 */

const pieces = 40

const rows = [
  ['founders-mug', "Founders' mug", 2400, 'Thrown for our tenth birthday and signed below.'],
  ['lighthouse-teapot', 'Lighthouse teapot', 6900, 'Its lid is the lamp room. Forty were fired.'],
  [
    'brass-reading-lamp',
    'Brass reading lamp',
    12_900,
    'From a ship that no longer sails, wired anew.',
  ],
  ['patchwork-blanket', 'Patchwork blanket', 14_500, 'Sewn from what other blankets left over.'],
  ['marbled-notebook', 'Marbled notebook', 3200, 'Every cover was marbled once and never again.'],
  ['sailcloth-bag', 'Sailcloth bag', 5900, 'The cloth crossed the Atlantic before.'],
  ['hourglass', 'Brass hourglass', 4700, 'Runs for an hour, give or take a minute.'],
  ['tide-clock', 'Tide clock', 8900, 'Shows when the water comes instead of when you must go.'],
] as const

export const limited = rows.map(([id, name, priceCents, says]) => ({
  id,
  name,
  category: 'limited',
  priceCents,
  description: `${says} When they are gone, they are gone.`,
  stock: pieces,
}))
