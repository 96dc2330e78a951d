/**
 * How often one of `others` is larger than one of `values`, of all such pairs; 0.5: neither are. Ties count half. McGraw and
 * Wong's common language effect size (1992), which is Mann and Whitney's U as a share. Null where one of them is empty.
 */
export function superiority(values: readonly number[], others: readonly number[]): number | null {
  if (values.length === 0 || others.length === 0) return null
  let wins = 0
  for (const value of values)
    for (const other of others) wins += other > value ? 1 : other === value ? 0.5 : 0
  return wins / (values.length * others.length)
}
