import { writeFile } from 'node:fs/promises'
import type { Check } from '../checks/check.ts'
import type { Fault } from '../faults/fault.ts'
import { rate } from '../units.ts'
import { faultHead, healingOf, healWordOf } from './fault-entry.ts'
import { earlyKeys, frame } from './frame.ts'
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts'
import { capabilities, type Vocabulary } from './vocabulary.ts'

/** `${delay}`: a parameter may stand wherever a value does. */
const parameter = { type: 'string', pattern: '\\$\\{[a-z][a-z0-9-]*\\}' } as const

/**
 * What editors are told about scenario files: completion and hover for every word that these faults,
 * checks and this target know. Whoever adds a fault or a check changes it without knowing.
 */
export function scenarioSchema({ faults, checks, target }: Vocabulary): JsonSchema {
  const base = jsonSchemaOf(frame)
  const askable = Object.values(checks).filter(({ when }) => when === 'asked')
  const described = (key: string, schema: JsonSchema): JsonSchema => ({
    ...schema,
    description: descriptionIn(base, key),
  })
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Aftershock scenario',
    ...base,
    properties: {
      ...allowParameters(base).properties,
      load: described('load', loadSchema(target)),
      faults: described('faults', {
        type: 'array',
        items: { anyOf: Object.values(faults).flatMap((fault) => faultSchema(fault, target)) },
      }),
      expect: described('expect', {
        type: 'array',
        items: expectationSchema(askable),
      }),
      services: described('services', namesOf(target.services)),
      journeys: described('journeys', namesOf(target.journeys)),
      without: described('without', namesOf(target.mechanisms)),
      plant: described('plant', namesOf(target.weaknesses)),
      requires: described('requires', { type: 'array', items: { enum: [...capabilities] } }),
      include: jsonSchemaOf(earlyKeys.include),
      with: jsonSchemaOf(earlyKeys.with),
    },
  }
}

/** Writes the schema where scenarios point to it. */
export async function writeSchema(file: string, vocabulary: Vocabulary): Promise<void> {
  await writeFile(file, schemaText(vocabulary))
}

/** The schema file's exact text; a test compares it with what is committed. */
export function schemaText(vocabulary: Vocabulary): string {
  return `${JSON.stringify(scenarioSchema(vocabulary), null, 2)}\n`
}

function namesOf(members: object = {}): JsonSchema {
  return { type: 'array', items: nameOf(members) }
}

function nameOf(members: object): JsonSchema {
  return orParameter({ type: 'string', enum: Object.keys(members) })
}

function loadSchema({ operations }: Vocabulary['target']): JsonSchema {
  const perOperation = Object.entries(operations).map(([name, { summary }]) => [
    name,
    { ...allowParameters(jsonSchemaOf(rate)), description: summary },
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(perOperation),
    additionalProperties: false,
  }
}

/** Nothing for a fault that this target gives nothing to do. */
function faultSchema(fault: Fault, { actions = {} }: Vocabulary['target']): readonly JsonSchema[] {
  const names = Object.keys(actions)
  if (fault.hurts === 'action' && names.length === 0) return []
  const head = jsonSchemaOf(faultHead)
  const options = jsonSchemaOf(fault.options)
  const properties = {
    ...head.properties,
    ...jsonSchemaOf(healingOf(fault)).properties,
    ...options.properties,
  }
  const { target: _, ...untargeted } = properties
  const hurts = fault.hurts !== 'nothing'
  const isAimed = hurts && fault.hurts !== 'action' && fault.hurts !== 'entry'
  const schema: JsonSchema = {
    type: 'object',
    description: fault.summary,
    properties: {
      ...allowParameters({ properties: isAimed ? properties : untargeted }).properties,
      ...(fault.hurts === 'action' ? { action: nameOf(actions) } : {}),
      fault: { const: fault.name, description: fault.summary },
    },
    required: ['fault', ...(isAimed ? ['target'] : []), ...(options.required ?? [])],
    additionalProperties: false,
    ...(hurts ? { oneOf: [{ required: [healWordOf(fault)] }, { required: ['permanent'] }] } : {}),
  }
  return [schema]
}

function expectationSchema(checks: readonly Check[]): JsonSchema {
  const bare = checks.filter((check) => check.options.safeParse({ [check.name]: true }).success)
  return {
    anyOf: [
      ...bare.map(({ name, summary }) => ({ const: name, description: summary })),
      ...checks.map((check) => ({
        ...allowParameters(jsonSchemaOf(check.options)),
        description: check.summary,
      })),
    ],
  }
}

/** Lets a parameter stand for every single value of a schema. */
function allowParameters(schema: JsonSchema): JsonSchema {
  const { properties, items, anyOf } = schema
  const inside = (part: JsonSchema | boolean): JsonSchema | boolean =>
    typeof part === 'boolean' ? part : allowParameters(part)
  if (properties !== undefined) {
    const entries = Object.entries(properties).map(([key, part]) => [key, inside(part)])
    return { ...schema, properties: Object.fromEntries(entries) }
  }
  if (anyOf !== undefined) return { ...schema, anyOf: anyOf.map((part) => allowParameters(part)) }
  if (typeof items === 'object' && !Array.isArray(items))
    return { ...schema, items: allowParameters(items) }
  return isSingle(schema) ? orParameter(schema) : schema
}

function isSingle(schema: JsonSchema): boolean {
  const isFreeText =
    schema.type === 'string' && schema.pattern === undefined && schema.enum === undefined
  return !isFreeText && ['string', 'number', 'integer', 'boolean'].includes(String(schema.type))
}

function orParameter({ description, default: preset, ...schema }: JsonSchema): JsonSchema {
  return {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    anyOf: [schema, parameter],
  }
}

function descriptionIn(base: JsonSchema, key: string): string {
  const property = base.properties?.[key]
  return typeof property === 'object' ? (property.description ?? '') : ''
}
