import { z } from 'zod'
import type { Path } from './source-tree.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/** What a schema accepts as input, as draft-07 JSON Schema. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-07',
    unrepresentable: 'any',
  })
  return rest
}

/** The keys that a schema's map may have. */
export function keysOf(schema: z.ZodType): readonly string[] {
  return keysInside(schema, [])
}

/** The keys of a map at a path inside a schema's value. */
export function keysInside(schema: z.ZodType, path: Path): readonly string[] {
  const found = path.reduce<JsonSchema | undefined>((at, step) => {
    const next = typeof step === 'number' ? at?.items : at?.properties?.[String(step)]
    return typeof next === 'object' && !Array.isArray(next) ? next : undefined
  }, jsonSchemaOf(schema))
  return Object.keys(found?.properties ?? {})
}
