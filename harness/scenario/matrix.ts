import { closest, unknownWord, type Problem } from './problem.ts'
import { mapScalars, plain, placeOfKey, without, type MapTree } from './source-tree.ts'

/** One choice of parameters: the scenario with them filled in, and how it is told from the others. */
export interface Variant {
  readonly tree: MapTree
  /** `@delay=1s`, or nothing when there is only one variant. Safe in file names and shells. */
  readonly suffix: string
  readonly parameters: Readonly<Record<string, string>>
}

const parameterName = /^[a-z][a-z0-9-]*$/
const use = /\$\{([^}]*)\}/g
/** More plans than anybody waits for. */
const maxVariants = 50

/**
 * Turns `with: { delay: [100ms, 1s] }` and `${delay}` into one tree per combination of values.
 * A value that is nothing but `${delay}` keeps the parameter's type.
 */
export function expandMatrix(tree: MapTree): {
  readonly variants: readonly Variant[]
  readonly problems: readonly Problem[]
} {
  const declared = readParameters(tree)
  const body = without(tree, 'with')
  const problems = [...declared.problems, ...wrongUses(tree, body, [...declared.choices.keys()])]
  const combinations = combine(declared.choices)
  if (combinations.length > maxVariants) {
    const message = `with: ${combinations.length} combinations are too many; at most ${maxVariants} are allowed`
    problems.push({ ...placeOfKey(tree, [], 'with'), message })
    return { variants: [], problems }
  }
  const variants = combinations.map((parameters) => ({
    tree: fill(body, parameters),
    suffix: suffixOf(parameters, declared.choices),
    parameters: Object.fromEntries([...parameters].map(([name, value]) => [name, String(value)])),
  }))
  return { variants, problems }
}

function readParameters(tree: MapTree): {
  readonly choices: ReadonlyMap<string, readonly unknown[]>
  readonly problems: readonly Problem[]
} {
  const given = tree.entries.get('with')
  const choices = new Map<string, readonly unknown[]>()
  const problems: Problem[] = []
  if (given === undefined) return { choices, problems }
  if (given.value.kind !== 'map') {
    const message = 'with: write a map of parameter: [value, value]'
    return { choices, problems: [{ ...given.key, message }] }
  }
  for (const [name, { key, value }] of given.value.entries) {
    const values = value.kind === 'list' ? value.items : [value]
    if (!parameterName.test(name)) {
      const message = `with: "${name}" is no name for a parameter; use small letters, digits and dashes`
      problems.push({ ...key, message })
    } else if (values.length === 0 || values.some(({ kind }) => kind !== 'scalar')) {
      problems.push({ ...key, message: `with.${name}: write one value or a list of single values` })
    } else {
      choices.set(name, [...new Set(values.map(plain))])
    }
  }
  return { choices, problems }
}

function wrongUses(tree: MapTree, body: MapTree, names: readonly string[]): readonly Problem[] {
  const problems: Problem[] = []
  const used = new Set<string>()
  mapScalars(body, (value, place) => {
    for (const [, name = ''] of typeof value === 'string' ? value.matchAll(use) : []) {
      used.add(name)
      if (!names.includes(name))
        problems.push({ ...place, ...unknownWord('parameter', name, names) })
    }
    return value
  })
  // A misspelt use is told once, where it stands.
  const guessed = new Set([...used].map((name) => closest(name, names)))
  for (const name of names.filter((name) => !used.has(name) && !guessed.has(name))) {
    const message = `with.${name} is never used`
    const hint = `write \${${name}} where its value belongs, or remove it`
    problems.push({ ...placeOfKey(tree, ['with'], name), message, hint })
  }
  return problems
}

function combine(
  choices: ReadonlyMap<string, readonly unknown[]>,
): readonly ReadonlyMap<string, unknown>[] {
  return [...choices].reduce<readonly ReadonlyMap<string, unknown>[]>(
    (combinations, [name, values]) =>
      combinations.flatMap((chosen) => values.map((value) => new Map([...chosen, [name, value]]))),
    [new Map()],
  )
}

function fill(body: MapTree, parameters: ReadonlyMap<string, unknown>): MapTree {
  return mapScalars(body, (value) => {
    if (typeof value !== 'string') return value
    const whole = /^\$\{([^}]*)\}$/.exec(value)?.[1]
    if (whole !== undefined && parameters.has(whole)) return parameters.get(whole)
    return value.replaceAll(use, (text, name: string) =>
      parameters.has(name) ? String(parameters.get(name)) : text,
    )
  })
}

function suffixOf(
  parameters: ReadonlyMap<string, unknown>,
  choices: ReadonlyMap<string, readonly unknown[]>,
): string {
  const varied = [...parameters].filter(([name]) => (choices.get(name)?.length ?? 0) > 1)
  const words = varied.map(
    ([name, value]) => `${name}=${String(value).replaceAll(/[^\w.%-]+/g, '-')}`,
  )
  return words.length === 0 ? '' : `@${words.join(',')}`
}
