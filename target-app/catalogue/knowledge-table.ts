/** What the shop knows, as a table: id | topic | title | what is true. */
export const knowledgeTable = `
delivery-time | delivery | How long delivery takes | Parcels arrive two to four working days after the order, and on the next day when you choose express before noon.
delivery-cost | delivery | What delivery costs | Delivery costs 4.90 euros; it is free for orders from 60 euros.
delivery-abroad | delivery | Delivery to other countries | We send to all of the European Union, Norway and Switzerland; parcels abroad take four to eight working days.
delivery-express | delivery | Express delivery | Express costs 9.90 euros and brings what you order before noon on the next working day.
delivery-tracking | delivery | Following a parcel | You get a link by mail as soon as the parcel has left us; it shows where the parcel is.
delivery-late | delivery | When a parcel is late | If a parcel has not come after seven working days, write to us: we look for it and send another one if it is lost.
delivery-neighbour | delivery | When nobody is at home | The parcel is left with a neighbour or at the nearest pick-up shop, and a card in your letter box says where.
delivery-address | delivery | Changing the address | The address can be changed until the parcel has left us, which is mostly on the evening of the same day.
delivery-parts | delivery | Several parcels for one order | If something is not there yet, we send the rest first, and you pay for delivery only once.
delivery-pick-up | delivery | Picking up an order yourself | Choose pick-up when you check out; your order waits for you at our shop by the harbour for fourteen days.
delivery-packing | delivery | How things are packed | Everything is packed in paper and cardboard; breakable things lie in wood wool.
delivery-climate | delivery | Delivery and climate | Within the city we deliver by cargo bicycle, elsewhere by the parcel service with the most electric vans.
returns-time | returns | How long you can return things | You can return what you bought within thirty days, without giving a reason.
returns-how | returns | How to return something | Print the label from your order page, put it on the parcel and leave it at any parcel shop.
returns-cost | returns | What a return costs | Returns within our own country are free; from abroad you pay for the parcel.
returns-money | returns | When the money comes back | Your money is back three to five working days after the parcel reached us, the same way you paid.
returns-used | returns | Returning something used | Try it out as you would in a shop; if it was used more than that, we keep a part of the price.
returns-food | returns | Returning food | Tea, coffee and everything from the pantry can be returned as long as it is sealed.
returns-soap | returns | Returning soap and candles | For reasons of hygiene soap and bath salt can only be returned unopened; candles must not have been lit.
returns-exchange | returns | Exchanging for another colour | An exchange for another colour is free; tell us which colour you want when you print the label.
returns-present | returns | Returning a present | With the number on the gift card a present can be exchanged without the giver being told.
returns-limited | returns | Returning limited pieces | Limited pieces can be returned like anything else, but they cannot be exchanged when they are gone.
payment-ways | payment | How you can pay | You can pay by card, bank transfer, direct debit or on account within fourteen days.
payment-when | payment | When the money is taken | Cards are charged when the order is placed; with direct debit it is two days after the parcel has left.
payment-twice | payment | Being charged twice | Pressing Buy again never charges you twice: each wish to buy is kept once, and you get the same order number.
payment-safe | payment | Whether payment is safe | Card numbers go straight to the bank, encrypted; the shop never sees or keeps them.
payment-invoice | payment | Getting an invoice | The invoice comes with the mail that confirms your order and stays on your order page for ten years.
payment-company | payment | Buying for a company | Companies give their tax number at the checkout and get an invoice without value added tax within the European Union.
payment-failed | payment | When a payment does not work | Your cart is kept; try again after a minute, choose another way to pay, or write to us.
payment-currency | payment | Which currencies we take | All prices are in euros; your bank changes other currencies at its rate of the day.
payment-vouchers | payment | Paying with a voucher | Type the code of the voucher at the checkout; what is left over stays on it.
payment-instalments | payment | Paying in instalments | From 100 euros on you can pay in three equal parts, one a month, without interest.
warranty-time | warranty | How long the warranty lasts | Everything has a warranty of two years; pans, pens and backpacks have one of ten.
warranty-claim | warranty | How to make a warranty claim | Send us a picture of what is broken and your order number; you have an answer within two working days.
warranty-repair | warranty | Repairs | We repair before we replace, and within the warranty that costs you nothing.
warranty-wear | warranty | What the warranty leaves out | Ordinary wear, water in things that are not waterproof and what a dog has chewed are not covered.
warranty-parts | warranty | Spare parts | Straps, lids, nibs, filters and ear pads can be ordered by themselves for at least ten years.
warranty-secondhand | warranty | Warranty for things bought second-hand | The warranty belongs to the thing, not to the buyer: keep the invoice with it.
care-stoneware | care | Washing mugs, bowls and teapots | Stoneware may go into the dishwasher and the microwave; let it cool down before it gets cold water.
care-iron | care | Caring for a cast iron pan | Wipe it with hot water and a brush, no soap, dry it on the stove and rub in a drop of oil.
care-wool | care | Washing wool | Blankets and rugs of wool want air more than water; if they must be washed, cold, by hand, and dried flat.
care-linen | care | Washing linen and cotton | Bed linen, towels and aprons are washed at 60 degrees and come out softer every time.
care-canvas | care | Cleaning canvas and waxed cotton | Brush it when it is dry, wipe it with cold water, and never put it into a washing machine: the wax would be gone.
care-wood | care | Caring for wood | Oil ash, beech and maple once a year and keep them away from radiators.
care-leather | care | Caring for leather | A little saddle soap and time in the shade; leather gloves dry slowly or turn hard.
care-candle | care | Burning a candle well | Let the wax melt to the rim the first time, and trim the wick to five millimetres before you light it again.
care-pen | care | Cleaning a fountain pen | Rinse the nib with cold water whenever you change the ink, and leave it open overnight to dry.
care-battery | care | Making batteries last | Lanterns, speakers and headphones like to be kept between 20 and 80 per cent charged.
product-colours | products | Colours, blends and scents | Most things come in amber, cobalt blue, moss green and slate grey; teas and pantry things come in blends, soaps and candles in scents.
product-made | products | Where things are made | Two thirds are made within 300 kilometres of the shop; each product page names the workshop.
product-sizes | products | Measures and sizes | Each product page has a drawing with measures; slippers and bathrobes come in four sizes.
product-vegan | products | Vegan products | Soaps, bath salt, candles, teas and most bags are vegan; honey, leather, wool and beeswax crayons are not.
product-allergy | products | Allergies | Chocolate may contain traces of nuts and milk; jam, honey and olive oil contain none of the fourteen common allergens.
product-limited | products | Limited pieces | Of the limited pieces there are forty each; they are not made again.
product-stock | products | When something is sold out | Leave your address on the product page and we write once when it is back, which mostly takes two weeks.
product-present | products | Wrapping as a present | We wrap in printed paper and write a card for you; choose it in the cart, it costs 2.50 euros.
product-tea | products | How to brew tea | Black tea wants boiling water for three minutes, green tea 75 degrees for two, herbal tea boiling water for eight.
product-coffee | products | Which coffee for which machine | Morning and Harbour suit a press or filter, Evening and Orchard an espresso machine; we grind it for you if you like.
product-recommend | products | Where recommendations come from | They are made from what people with carts like yours have bought; your name is not used.
product-reviews | products | Whether reviews are real | Only people who bought something can review it, and we do not delete what we do not like.
account-need | account | Whether an account is needed | No account is needed: a cart belongs to your browser, and the order mail is all you need afterwards.
account-cart | account | How long a cart is kept | A cart is kept for ninety days after you last changed it.
account-delete | account | Deleting what we know about you | Write to us from the address of your order; everything but invoices is deleted within a week.
account-mail | account | Stopping our mails | Each of our mails has a link at its end that stops them at once.
account-order | account | Changing or cancelling an order | An order can be changed or cancelled until the parcel has left us; the link is in the mail that confirms it.
shop-hours | shop | Opening hours | Our shop by the harbour is open from Tuesday to Saturday, ten to six.
shop-contact | shop | How to reach us | Write to hello@little-shop.example or call us on weekdays from nine to five.
shop-gift-card | shop | Gift cards | Gift cards from 10 to 500 euros come by mail or on paper and are good for five years.
shop-wholesale | shop | Ordering large quantities | From fifty pieces of one kind on you get a tenth off and a person who looks after your order.
shop-jobs | shop | Working here | Open positions hang on our door and stand at the bottom of this page; we answer every letter.
`
