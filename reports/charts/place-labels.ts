export interface LabelWish {
  /** Where the leader line stands. */
  readonly x: number
  readonly width: number
  /** Labels that matter most are kept when there is no room for all. */
  readonly important: boolean
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
 * Puts labels into lanes, to the right of their leader line or else to the left, so that no label
 * covers another and no leader line, which runs down to the axis, crosses a label. Greedy, in two
 * orders, of which the better is kept: from right to left packs best, important first loses least.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  bounds: { readonly left: number; readonly right: number; readonly lanes: number },
): readonly PlacedLabel[] {
  const indexes = wishes.map((_, index) => index)
  const x = (index: number): number => wishes[index]?.x ?? 0
  const important = (index: number): boolean => wishes[index]?.important === true
  const fromRight = indexes.toSorted((a, b) => x(b) - x(a))
  const byWeight = [...fromRight.filter(important), ...fromRight.filter((i) => !important(i))]
  const worth = (labels: readonly PlacedLabel[]): number =>
    labels.length + 1000 * labels.filter((label) => important(label.index)).length
  const [first, second] = [fill(fromRight, wishes, bounds), fill(byWeight, wishes, bounds)]
  return worth(second) > worth(first) ? second : first
}

function fill(
  order: readonly number[],
  wishes: readonly LabelWish[],
  bounds: { readonly left: number; readonly right: number; readonly lanes: number },
): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  for (const index of order) {
    const wish = wishes[index]
    if (wish === undefined) continue
    const fit = candidates(index, wish, bounds.lanes).find(
      (label) =>
        label.left >= bounds.left &&
        label.end <= bounds.right &&
        placed.every((other) => !collide(label, other)),
    )
    if (fit !== undefined) placed.push(fit)
  }
  return placed
}

function candidates(index: number, wish: LabelWish, lanes: number): PlacedLabel[] {
  const sides = [
    { left: wish.x, end: wish.x + wish.width },
    { left: wish.x - wish.width, end: wish.x },
  ]
  return sides.flatMap((side) =>
    Array.from({ length: lanes }, (_, lane) => ({ index, x: wish.x, lane, ...side })),
  )
}

function collide(a: PlacedLabel, b: PlacedLabel): boolean {
  if (a.lane === b.lane) return a.left < b.end + gap && b.left < a.end + gap
  const [upper, lower] = a.lane > b.lane ? [a, b] : [b, a]
  return upper.x > lower.left && upper.x < lower.end
}
