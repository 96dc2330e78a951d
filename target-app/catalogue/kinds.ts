/** The kinds of things the shop sells; each comes in four variants. Also read by programs that are not Node: no imports. */

/** Words that set the four variants of a kind apart. */
export type Variants = 'colours' | 'blends' | 'scents'

export interface Kind {
  readonly id: string
  readonly name: string
  readonly category: string
  /** Price of the plainest variant. */
  readonly cents: number
  readonly variants: Variants
  /** What one would say about it across the counter. */
  readonly says: string
}

/** The oldest part of the shop; what follows was added later, so that these keep their places. */
export const firstKinds = kindsOf(`
mug | mug | kitchen | 900 | colours | Stoneware that keeps a third of a litre warm and fits both hands.
teapot | teapot | kitchen | 2900 | colours | Pours without a drip and holds four cups; the strainer lifts out.
lamp | desk lamp | living | 4500 | colours | A jointed arm and a warm light for reading late.
blanket | blanket | living | 3900 | colours | Woven of lambswool, wide enough for two on a sofa.
notebook | notebook | desk | 700 | colours | Sewn, lies flat, 160 dotted pages that take ink well.
bag | canvas bag | desk | 1900 | colours | Heavy canvas with a pocket for keys and a strap that does not slip.
`)

export const laterKinds = kindsOf(`
bowl | soup bowl | kitchen | 1250 | colours | Deep, with a rim that stays cool when the soup is not.
pan | frying pan | kitchen | 5400 | colours | Cast iron, seasoned by hand; it gets better with the years.
apron | kitchen apron | kitchen | 2400 | colours | Washed linen with crossed straps, so nothing pulls at the neck.
vase | vase | living | 2700 | colours | Narrow at the neck: three stems look like a bouquet.
cushion | cushion | living | 2200 | colours | Filled with wool, cover with a hidden zip.
clock | wall clock | living | 4900 | colours | Silent movement, numbers that can be read from the next room.
pen | fountain pen | desk | 3400 | colours | A steel nib that forgives, filled from a bottle or a cartridge.
organiser | desk organiser | desk | 2600 | colours | Bent ash wood with room for pens, letters and a telephone.
ink | ink | desk | 1100 | colours | Dries quickly and washes off hands, though not off paper.
planter | planter | garden | 2100 | colours | Frost-proof clay with a hole for the water and a saucer.
trowel | hand trowel | garden | 1600 | colours | Forged in one piece, so it cannot come off its handle.
gloves | garden gloves | garden | 1400 | colours | Goat leather palms against thorns, cotton on the back.
watering-can | watering can | garden | 3200 | colours | Five litres, balanced so that it pours with one hand.
bird-feeder | bird feeder | garden | 2300 | colours | Keeps seed dry and squirrels guessing.
towel | bath towel | bath | 2500 | colours | Thick terry cotton that dries by the next morning.
soap | soap | bath | 650 | scents | Olive oil soap, cut by hand and cured for six weeks.
bath-salt | bath salt | bath | 1200 | scents | Sea salt for six long baths.
bathrobe | bathrobe | bath | 6900 | colours | Waffle cotton with pockets deep enough for a book.
brush | bath brush | bath | 1500 | colours | Beech and tampico fibre; the handle reaches every spot.
bed-linen | bed linen | bedroom | 8900 | colours | Washed percale, soft from the first night on.
pillow | pillow | bedroom | 4400 | colours | Filling that can be taken out until the height is right.
alarm-clock | alarm clock | bedroom | 2900 | colours | Wakes gently first and then means it.
candle | scented candle | bedroom | 1800 | scents | Rapeseed wax with a cotton wick; forty hours of light.
slippers | slippers | bedroom | 3600 | colours | Felted wool on a sole that is quiet on stairs.
backpack | backpack | travel | 7900 | colours | Waxed cotton, 22 litres, a sleeve for a laptop of 15 inches.
wash-bag | wash bag | travel | 2800 | colours | Opens flat, hangs from a hook and stays upright.
bottle | water bottle | travel | 2400 | colours | Steel with double walls: cold for a day, hot for half of one.
umbrella | umbrella | travel | 3300 | colours | Eight ribs that turn inside out and come back.
luggage-tag | luggage tag | travel | 950 | colours | Leather with a cover over the address.
picnic-basket | picnic basket | outdoor | 6400 | colours | Willow, with plates, cups and cutlery for four.
lantern | lantern | outdoor | 3700 | colours | Shines for thirty hours on one charge and survives rain.
hammock | hammock | outdoor | 5900 | colours | Holds 180 kilograms and packs into its own pocket.
pocket-knife | pocket knife | outdoor | 4200 | colours | One blade, one corkscrew, nothing that is never used.
rug | picnic rug | outdoor | 4600 | colours | Wool above, waterproof below, a strap to carry it.
dog-bed | dog bed | pets | 5200 | colours | A cover that can be washed and a rim to rest a head on.
lead | dog lead | pets | 2300 | colours | Climbing rope with a brass hook, 1.8 metres.
cat-tower | cat tower | pets | 7400 | colours | Three floors of sisal, heavy at the bottom so it does not tip.
food-bowl | food bowl | pets | 1300 | colours | Enamel with a rubber ring; it stays where it is put.
blocks | building blocks | children | 3100 | colours | Fifty pieces of maple, every edge sanded round.
kite | kite | children | 2700 | colours | Flies in a light wind; line and winder are in the bag.
night-light | night light | children | 2600 | colours | Dims by itself over half an hour.
crayons | crayons | children | 1400 | colours | Twelve of beeswax, too thick to break.
loose-tea | black tea | tea and coffee | 1150 | blends | Whole leaves, 100 grams in a tin that closes well.
green-tea | green tea | tea and coffee | 1350 | blends | Steamed leaves, 100 grams; best at 75 degrees.
herbal-tea | herbal tea | tea and coffee | 850 | blends | No caffeine: mint, verbena and fennel, 80 grams.
coffee | coffee beans | tea and coffee | 1450 | blends | Roasted in small batches every Monday, 500 grams.
honey | honey | pantry | 990 | blends | From hives within a day by bicycle, 500 grams.
chocolate | chocolate | pantry | 480 | blends | Seventy per cent cocoa, ground for three days.
olive-oil | olive oil | pantry | 1690 | blends | Pressed cold within hours of the harvest, half a litre.
jam | jam | pantry | 620 | blends | More fruit than sugar, cooked in a copper pan.
headphones | headphones | music | 11900 | colours | Closed, light, thirty hours between charges; every part can be replaced.
speaker | small speaker | music | 8400 | colours | Fills a kitchen and hides on a shelf.
`)

/** One kind per line: id, name, category, cents, variants, what is said about it. */
function kindsOf(table: string): readonly Kind[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', name = '', category = '', cents = '', variants = '', says = ''] =
        line.split(' | ')
      if (variants !== 'colours' && variants !== 'blends' && variants !== 'scents') {
        throw new Error(`the kind "${id}" has no variants called "${variants}"`)
      }
      return { id, name, category, cents: Number(cents), variants, says }
    })
}
