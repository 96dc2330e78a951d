/** Whether an operation's name fits a pattern: the name itself, or with `*` such as `cart.*`. */
export function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => RegExp.escape(part))
  return new RegExp(`^${parts.join('.*')}$`).test(name)
}

/** The operations that a pattern means, in the order given. */
export function matchOperations(pattern: string, operations: readonly string[]): readonly string[] {
  return operations.filter((operation) => fits(pattern, operation))
}
