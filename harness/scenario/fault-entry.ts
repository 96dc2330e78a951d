import { z } from 'zod'
import type { Fault } from '../faults/fault.ts'
import { duration } from '../units.ts'
import { problemsOf } from './issues.ts'
import { keysOf } from './json-schema.ts'
import { unknownWord, type Problem } from './problem.ts'
import type { ScenarioFault } from './scenario.ts'
import {
  asWritten,
  placeOf,
  placeOfKey,
  plain,
  treeAt,
  type MapTree,
  type Path,
} from './source-tree.ts'
import { normalArrow } from './link-name.ts'

const nameForm = 'write a name, or a list of names'

/** The keys that every fault has, whatever it does. */
export const faultHead = z.strictObject({
  fault: z.string(),
  target: z
    .union([z.string(), z.array(z.string()).min(1)], { error: nameForm })
    .optional()
    .describe(
      'What is hurt: replicas, services, roles such as db:primary, or links such as web→db.',
    ),
  at: duration.optional().describe('When, after the end of the baseline. Default 0s.'),
  when: z
    .strictObject({
      event: z.string().describe('A log event of the target.'),
      after: duration.prefault('0s').describe('How long after the event. Default 0s.'),
      within: duration
        .prefault('20s')
        .describe('An event that comes later than this is too late. Default 20s.'),
    })
    .optional()
    .describe('Instead of `at`: follow an event.'),
  permanent: z
    .literal(true, { error: 'write true, or leave it out' })
    .optional()
    .describe('Never healed: the rest must still serve.'),
})

/** The word after which a fault is healed: its own, or `for`. */
export function healWordOf(fault: Fault): string {
  return fault.healWord ?? 'for'
}

/** The part of a fault entry that says how long it lasts. */
export function healingOf(fault: Fault): z.ZodType<Record<string, number | undefined>> {
  const when = duration.optional().describe(`How long after injecting the fault is healed.`)
  return z.strictObject({ [healWordOf(fault)]: when })
}

/** Reads one member of `faults`: its own word first, then only what that fault allows. */
export function readFault(
  tree: MapTree,
  path: Path,
  faults: Readonly<Record<string, Fault>>,
  report: (problem: Problem) => void,
): ScenarioFault | undefined {
  const entry = treeAt(tree, path)
  const name = entry.kind === 'map' ? entry.entries.get('fault') : undefined
  if (entry.kind !== 'map' || name === undefined) {
    const hint = `allowed: ${Object.keys(faults).join(', ')}`
    const message = 'a fault is a map such as { fault: …, target: …, at: 0s, for: 10s }'
    report({ ...placeOf(tree, path), message, hint })
    return undefined
  }
  const word = String(plain(name.value))
  const fault = Object.hasOwn(faults, word) ? faults[word] : undefined
  if (fault === undefined) {
    report({ ...name.value.place, ...unknownWord('fault', word, Object.keys(faults)) })
    return undefined
  }
  const healWord = healWordOf(fault)
  const given = Object.entries(z.record(z.string(), z.unknown()).parse(plain(entry)))
  const only = (keep: (key: string) => boolean): unknown =>
    Object.fromEntries(given.filter(([key]) => keep(key)))
  const isHead = (key: string): boolean => key in faultHead.shape
  const head = faultHead.safeParse(only(isHead))
  const isOwn = (key: string): boolean => !isHead(key) && key !== healWord
  const healing = healingOf(fault).safeParse(only((key) => key === healWord))
  const options = fault.options.safeParse(only((key) => isOwn(key) && key !== 'for'))

  const allowedKeys = [...Object.keys(faultHead.shape), healWord, ...keysOf(fault.options)]
  const found = (schema: z.ZodType, issues: readonly z.core.$ZodIssue[] = []): void =>
    problemsOf(issues, { tree, path, allowedKeys, schema }).forEach(report)
  found(faultHead, head.error?.issues)
  found(healingOf(fault), healing.error?.issues)
  found(fault.options, options.error?.issues)
  if (!head.success || !healing.success || !options.success) return undefined

  if (healWord !== 'for' && entry.entries.has('for')) {
    const message = `${word} is healed with "${healWord}", not with "for"`
    report({ ...placeOfKey(tree, path, 'for'), message, hint: `write ${healWord}: 10s` })
    return undefined
  }
  const { target = [], at, when, permanent } = head.data
  const lasts = healing.data[healWord]
  const say = (key: string, message: string, hint?: string): void =>
    report({
      ...placeOf(tree, [...path, key]),
      message: `${word}: ${message}`,
      ...(hint === undefined ? {} : { hint }),
    })
  if (at !== undefined && when !== undefined) say('when', 'write either at or when, not both')
  if (permanent === true && lasts !== undefined) {
    say('permanent', `write either ${healWord} or permanent: true, not both`)
  }
  if (permanent !== true && lasts === undefined && fault.hurts !== 'nothing') {
    say('fault', 'it is never healed', `write ${healWord}: 10s, or permanent: true if it must stay`)
  }
  if (lasts === 0) say(healWord, `${healWord}: 0s heals before anybody can feel it`)
  return {
    fault: word,
    // What is hurt by an action is the action's own business; its name says more than nothing.
    target:
      fault.hurts === 'action'
        ? [String(options.data['action'])]
        : (typeof target === 'string' ? [target] : target).map(normalArrow),
    options: options.data,
    asked: asWritten(entry, isOwn),
    atMs: when === undefined ? (at ?? 0) : when.within + when.after,
    lastsMs: permanent === true ? null : (lasts ?? 0),
    ...(when === undefined
      ? {}
      : { when: { event: when.event, afterMs: when.after, withinMs: when.within } }),
  }
}

/** The names in a fault entry, as written: they can be looked up even when something else in it is wrong. */
export interface NamesInFault {
  readonly fault: Fault
  readonly target: readonly string[]
  readonly except: readonly string[]
  readonly action?: string
  readonly event?: string
}

/** Reads the names of one member of `faults`; nothing when its fault is not known. */
export function readNames(
  tree: MapTree,
  path: Path,
  faults: Readonly<Record<string, Fault>>,
): NamesInFault | undefined {
  const entry = treeAt(tree, path)
  const texts = (key: string): readonly string[] => {
    const found = treeAt(entry, [key])
    return (found === entry ? [] : found.kind === 'list' ? found.items : [found]).flatMap((item) =>
      item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
    )
  }
  const word = texts('fault')[0] ?? ''
  const fault = Object.hasOwn(faults, word) ? faults[word] : undefined
  const event = treeAt(entry, ['when', 'event'])
  if (fault === undefined) return undefined
  const action = fault.hurts === 'action' ? texts('action')[0] : undefined
  return {
    fault,
    target: texts('target').map(normalArrow),
    except: texts('except'),
    ...(action === undefined ? {} : { action }),
    ...(event.kind === 'scalar' && typeof event.value === 'string' ? { event: event.value } : {}),
  }
}
