export interface LabelWish {
  /** Where the leader line stands. */
  readonly x: number
  readonly width: number
  /** Labels that matter most are kept when there is no room for all: 1 or more. */
  readonly weight: number
}
export interface PlacedLabel {
  readonly index: number
  readonly x: number
  readonly left: number
  readonly end: number
  /** 0 is nearest to the axis. */
  readonly lane: number
}

const gap = 4

/**
 * Puts labels into lanes beside their leader line, so that no label covers another and no leader
 * line, which runs down to the axis, crosses a label. Greedy: the first so many labels stand to the left
 * of their lines, placed from the left, the others to the right, placed from the right, since then each
 * next line rises above the labels before it. Of all such divisions the one that shows most is taken.
 */
export function placeLabels(wishes: readonly LabelWish[], bounds: Bounds): readonly PlacedLabel[] {
  const fromLeft = wishes.map((_, index) => index).toSorted((a, b) => at(wishes, a) - at(wishes, b))
  const divisions = Array.from({ length: Math.min(fromLeft.length, mostLeft) + 1 }, (_, count) => [
    ...fromLeft.slice(0, count).map((index) => ({ index, sides: [left, right] })),
    ...fromLeft
      .slice(count)
      .toReversed()
      .map((index) => ({ index, sides: [right, left] })),
  ])
  const weight = (index: number): number => wishes[index]?.weight ?? 0
  const heaviestFirst = (order: Order): Order =>
    order.toSorted((a, b) => weight(b.index) - weight(a.index))
  const attempts = divisions.flatMap((order) => [order, heaviestFirst(order)])
  const results = attempts.map((order) => fill(order, wishes, bounds))
  return results.reduce((a, b) => (worth(b, wishes) > worth(a, wishes) ? b : a), [])
}

export interface Bounds {
  readonly left: number
  readonly right: number
  readonly lanes: number
}
type Side = (wish: LabelWish) => { readonly left: number; readonly end: number }
type Order = readonly { readonly index: number; readonly sides: readonly Side[] }[]

/** More divisions than this cost time and show no more. */
const mostLeft = 24

const right: Side = ({ x, width }) => ({ left: x, end: x + width })
const left: Side = ({ x, width }) => ({ left: x - width, end: x })

function at(wishes: readonly LabelWish[], index: number): number {
  return wishes[index]?.x ?? 0
}

/** How wide a placed label could be without coming into the way of another, in the order given. */
export function growLabels(
  placed: readonly PlacedLabel[],
  wishes: readonly LabelWish[],
  bounds: Bounds,
): readonly PlacedLabel[] {
  return placed.reduce<readonly PlacedLabel[]>((grown, label, at) => {
    const others = grown.toSpliced(at, 1)
    const wanted = wishes[label.index]?.width ?? 0
    return grown.with(at, grow(label, wanted, others, bounds))
  }, placed)
}

function grow(
  label: PlacedLabel,
  wanted: number,
  others: readonly PlacedLabel[],
  bounds: Bounds,
): PlacedLabel {
  const walls = others.flatMap((other) => {
    if (other.lane === label.lane) return [other.left - gap, other.end + gap]
    return other.lane > label.lane ? [other.x] : []
  })
  if (label.left < label.x) {
    const wall = Math.max(bounds.left, ...walls.filter((at) => at <= label.left))
    return { ...label, left: Math.min(label.left, Math.max(wall, label.x - wanted)) }
  }
  const wall = Math.min(bounds.right, ...walls.filter((at) => at >= label.end))
  return { ...label, end: Math.max(label.end, Math.min(wall, label.x + wanted)) }
}

/** A heavy label outweighs many light ones; among equals the flatter picture is better. */
export function worth(labels: readonly PlacedLabel[], wishes: readonly LabelWish[]): number {
  const weights = labels.reduce((sum, label) => sum + (wishes[label.index]?.weight ?? 0) ** 2, 0)
  const depth = Math.max(0, ...labels.map((label) => label.lane))
  return weights * 100 - depth
}

function fill(order: Order, wishes: readonly LabelWish[], bounds: Bounds): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  for (const { index, sides } of order) {
    const wish = wishes[index]
    if (wish === undefined) continue
    const fit = candidates(index, wish, sides, bounds.lanes).find(
      (label) =>
        label.left >= bounds.left &&
        label.end <= bounds.right &&
        placed.every((other) => !collide(label, other)),
    )
    if (fit !== undefined) placed.push(fit)
  }
  return placed
}

function candidates(
  index: number,
  wish: LabelWish,
  sides: readonly Side[],
  lanes: number,
): PlacedLabel[] {
  return sides.flatMap((side) =>
    Array.from({ length: lanes }, (_, lane) => ({ index, x: wish.x, lane, ...side(wish) })),
  )
}

function collide(a: PlacedLabel, b: PlacedLabel): boolean {
  if (a.lane === b.lane) return a.left < b.end + gap && b.left < a.end + gap
  const [upper, lower] = a.lane > b.lane ? [a, b] : [b, a]
  return upper.x > lower.left && upper.x < lower.end
}
