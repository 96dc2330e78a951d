import { runningServices } from '../runtime/running-services.ts'
import type { Change, Needy, Target } from '../target/target.ts'
import { namesIn } from './cross-check-names.ts'
import type { Draft } from './draft.ts'
import type { Place, Problem } from './problem.ts'
import { placeOf, placeOfKey } from './source-tree.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Something in a scenario that does nothing, or cannot be done, without certain services. */
interface Demand {
  readonly what: string
  readonly needs: readonly string[]
  readonly place: Place
}

/** Where a scenario starts only some services, everything that it asks for must do with these. */
export function checkServices(
  draft: Draft,
  vocabulary: Vocabulary,
  report: (problem: Problem) => void,
): void {
  const { services } = draft.frame
  if (services === undefined) return
  const running = runningServices(vocabulary.target, services)
  const demands = [
    ...ofLoad(draft, vocabulary.target),
    ...ofJourneys(draft, vocabulary.target),
    ...ofExpectations(draft, vocabulary),
    ...ofFaults(draft, vocabulary.target),
  ]
  for (const { what, needs, place } of demands) {
    const missing = [...new Set(needs)].filter((service) => !running.includes(service))
    if (missing.length > 0) report({ ...place, ...notStarted(`${what} needs`, missing, services) })
  }
  for (const { what, change, place } of switchesOf(draft, vocabulary.target)) {
    const changed = Object.keys({ ...change.environment, ...change.replicas })
    if (changed.length > 0 && !changed.some((service) => running.includes(service)))
      report({ ...place, ...notStarted(`${what} only changes`, changed, services) })
  }
}

/** `guide.ask needs dialogue, which is not started here`, and how to start it. */
export function notStarted(
  what: string,
  missing: readonly string[],
  services: readonly string[],
): { readonly message: string; readonly hint: string } {
  return {
    message: `${what} ${missing.join(' and ')}, which ${missing.length === 1 ? 'is' : 'are'} not started here`,
    hint: `write services: [${[...services, ...missing].join(', ')}], or leave services out to start all`,
  }
}

function ofLoad({ load, tree }: Draft, target: Target): readonly Demand[] {
  return load.map(({ path, value: { op } }) => {
    const operation = target.operations[op]
    const ledger = operation?.writes?.ledger ?? ''
    return {
      what: op,
      needs: [...(operation?.needs ?? []), ...needsOf(target.ledgers, ledger)],
      place: placeOfKey(tree, path.slice(0, -1), op),
    }
  })
}

function ofJourneys({ frame, tree }: Draft, { journeys }: Target): readonly Demand[] {
  return (frame.journeys ?? []).map((name, index) => ({
    what: `the journey ${name}`,
    needs: needsOf(journeys, name),
    place: placeOf(tree, ['journeys', index]),
  }))
}

/** A journey, a ledger or an event that an expectation names. */
function ofExpectations(draft: Draft, { checks, target }: Vocabulary): readonly Demand[] {
  const { journeys, ledgers, logEvents } = target
  return draft.expect.flatMap((expectation) => {
    const check = checks[expectation.value.check]
    return (check === undefined ? [] : namesIn(expectation, check, draft)).map(
      ({ kind, name, path }) => ({
        what: `the ${kind} ${name}`,
        needs: [
          ...(kind === 'journey' ? needsOf(journeys, name) : []),
          ...(kind === 'ledger' ? needsOf(ledgers, name) : []),
          ...(kind === 'event' ? eventNeeds(logEvents, name) : []),
        ],
        place: placeOf(draft.tree, path),
      }),
    )
  })
}

function ofFaults({ names, tree }: Draft, { logEvents, actions }: Target): readonly Demand[] {
  return names.flatMap(({ path, value: { event = '', action = '' } }) => {
    const place = (...steps: readonly string[]): Place => placeOf(tree, [...path, ...steps])
    return [
      {
        what: `the event ${event}`,
        needs: eventNeeds(logEvents, event),
        place: place('when', 'event'),
      },
      { what: `the action ${action}`, needs: needsOf(actions, action), place: place('action') },
    ]
  })
}

function switchesOf({ frame, tree }: Draft, { mechanisms, weaknesses }: Target) {
  const found = (key: 'without' | 'plant', changeOf: (name: string) => Change | undefined) =>
    (frame[key] ?? []).map((name, index) => ({
      what: name,
      change: changeOf(name) ?? {},
      place: placeOf(tree, [key, index]),
    }))
  return [
    ...found('without', (name) => mechanisms?.[name]?.off),
    ...found('plant', (name) => weaknesses?.[name]?.plant),
  ]
}

function eventNeeds(logEvents: Target['logEvents'], name: string): readonly string[] {
  const source = logEvents?.[name]?.service
  return source === undefined ? [] : [source]
}

function needsOf(members: Readonly<Record<string, Needy>> | undefined, name: string) {
  return members?.[name]?.needs ?? []
}
