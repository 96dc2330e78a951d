import { schemaText, writeSchema } from '../scenario/index.ts'
import { loadTarget } from './places.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Prints the JSON Schema of scenarios for a target, or writes it to a file. */
export async function schema(options: {
  readonly write?: string
  readonly target?: string
}): Promise<void> {
  const { target } = await loadTarget(options.target)
  if (options.write === undefined) process.stdout.write(`${schemaText(vocabularyOf(target))}\n`)
  else await writeSchema(options.write, vocabularyOf(target))
}
