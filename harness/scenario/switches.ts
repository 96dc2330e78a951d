import { UserError } from '../errors.ts'
import type { Change, Target } from '../target/target.ts'
import { unknownWord } from './problem.ts'

/** Mechanisms that are switched off and weaknesses that are planted, by name. */
export interface Switches {
  readonly without?: readonly string[] | undefined
  readonly plant?: readonly string[] | undefined
}

/** The changes that switches make to a target; unknown names change nothing. */
export function changesOf(
  { without = [], plant = [] }: Switches,
  target: Target,
): readonly Change[] {
  return [
    ...without.flatMap((name) => target.mechanisms?.[name]?.off ?? []),
    ...plant.flatMap((name) => target.weaknesses?.[name]?.plant ?? []),
  ]
}

/** Throws a UserError that tells every switch given by hand that the target does not have. */
export function assertSwitches({ without = [], plant = [] }: Switches, target: Target): void {
  const wrong = [
    ...unknownNames('mechanism', without, target.mechanisms ?? {}),
    ...unknownNames('weakness', plant, target.weaknesses ?? {}),
  ]
  if (wrong.length > 0) throw new UserError(wrong.join('\n'))
}

/** The same for services. */
export function assertServices(services: readonly string[] = [], target: Target): void {
  const wrong = unknownNames('service', services, target.services)
  if (wrong.length > 0) throw new UserError(wrong.join('\n'))
}

function unknownNames(kind: string, names: readonly string[], known: object): readonly string[] {
  return names
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => {
      const { message, hint } = unknownWord(kind, name, Object.keys(known))
      return `${message}\n  ${hint}`
    })
}
