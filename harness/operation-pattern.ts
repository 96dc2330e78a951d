/** The operations that a pattern means: a name, or a pattern with `*` such as `cart.*`; in the order given. */
export function matchOperations(pattern: string, operations: readonly string[]): readonly string[] {
  const parts = pattern.split('*').map((part) => RegExp.escape(part))
  const expression = new RegExp(`^${parts.join('.*')}$`)
  return operations.filter((operation) => expression.test(operation))
}
