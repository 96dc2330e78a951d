import { fits } from '../operation-pattern.ts'
import { expandTopology, type Topology } from '../runtime/topology.ts'
import { formatCount, formatMs, writeDuration, writeRate } from '../units.ts'
import type { Plan, PlannedFault } from './plan.ts'
import { maxJitterMs } from './planner.ts'
import { changesOf } from './switches.ts'
import { meaningOf } from './target-name.ts'
import { healWordOf } from './fault-entry.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Everything a plan will do, before anything is started: times, victims, load, and what is expected. */
export function explainPlan(plan: Plan, vocabulary: Vocabulary): string {
  const { target } = vocabulary
  const topology = expandTopology(target, changesOf(plan, target), plan.services)
  const blocks = [
    headBlock(plan),
    block('Load', loadRows(plan)),
    block('Sequence (0 s is the end of the baseline)', sequenceRows(plan, vocabulary)),
    block('Will be hurt', blastRows(plan, vocabulary, topology)),
    block('Expected', expectationRows(plan, vocabulary)),
    block('Switches', switchRows(plan, vocabulary)),
    block('Only started', serviceRows(plan, topology)),
    block('Known to break', failureRows(plan)),
  ]
  return blocks.filter((text) => text !== '').join('\n\n')
}

function headBlock({ scenario, claim, file, seed, tags, repeat, loadMs, requires }: Plan): string {
  const times = repeat === 1 ? '' : ` × ${repeat}`
  return [
    scenario,
    `  ${claim}`,
    `  ${[file, `seed ${seed}`, ...(tags.length > 0 ? [`tags ${tags.join(', ')}`] : [])].join(' · ')}`,
    `  ${formatMs(loadMs)} under load${times}; starting, resetting and final reads come on top.`,
    ...(requires.length > 0
      ? [`  INCONCLUSIVE where the machine lacks: ${requires.join(', ')}`]
      : []),
  ].join('\n')
}

function block(title: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `  ${title}\n${columns(rows, '    ')}`
}

/** Rows as text columns of equal width. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string {
  const widths = rows.reduce<readonly number[]>(
    (widest, row) => row.map((cell, at) => Math.max(widest[at] ?? 0, cell.length)),
    [],
  )
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd(),
    )
    .join('\n')
}

function loadRows({ load, loadMs }: Plan): readonly (readonly string[])[] {
  const total = load.reduce((sum, { rate }) => sum + rate, 0)
  const requests = formatCount(Math.round((total * loadMs) / 1000))
  return [
    ...load.map(({ op, rate }) => [op, writeRate(rate)]),
    ['in all', `${writeRate(total)}, about ${requests} requests`],
  ]
}

function sequenceRows(plan: Plan, { faults }: Vocabulary): readonly (readonly string[])[] {
  const begin = -plan.warmUpMs - plan.baselineMs
  const end = plan.loadMs + begin
  const steps = plan.faults.flatMap((fault): readonly (readonly [number, string])[] => {
    const member = faults[fault.fault]
    const target = fault.target.join(', ')
    const what = [fault.fault, target].filter((word) => word !== '').join(' ')
    const word = member === undefined ? 'for' : healWordOf(member)
    const healing = word === 'for' ? `heal ${what}` : `${word} ${target}`
    return [
      [fault.atMs, `${what}${optionsText(fault)}${triggerText(fault)}`],
      fault.healMs === null ? [fault.atMs, `${what} is never healed`] : [fault.healMs, healing],
    ]
  })
  const healed = end - plan.observeMs
  return [
    [begin, `load begins; warm-up of ${writeDuration(plan.warmUpMs)}, not judged`] as const,
    [
      -plan.baselineMs,
      `baseline of ${writeDuration(plan.baselineMs)}: the steady state is proved`,
    ] as const,
    ...steps.toSorted(([a], [b]) => a - b),
    [healed, `observe for ${writeDuration(plan.observeMs)}`] as const,
    [end, 'load ends; then settle, final reads and judgement'] as const,
    ...(plan.faults.length > 0
      ? [
          [
            null,
            `the seed moved the faults by ${formatMs(plan.jitterMs)} (0 to ${maxJitterMs} ms), out of step with health checks`,
          ] as const,
        ]
      : []),
  ].map(([at, text]) => [at === null ? '' : `${(at / 1000).toFixed(2)} s`.padStart(9), text])
}

function optionsText({ asked = '' }: PlannedFault): string {
  return asked === '' ? '' : ` (${asked})`
}

function triggerText({ when }: PlannedFault): string {
  if (when === undefined) return ''
  const { event, afterMs, withinMs } = when
  return ` at the latest: ${writeDuration(afterMs)} after the event ${event}, awaited for ${writeDuration(withinMs)}`
}

function blastRows(
  { faults }: Plan,
  { faults: known, target }: Vocabulary,
  topology: Topology,
): readonly (readonly string[])[] {
  const acting = (fault: PlannedFault): boolean => known[fault.fault]?.hurts === 'action'
  const deeds = new Set(faults.filter(acting).flatMap((fault) => fault.target))
  const names = new Set(faults.flatMap((fault) => fault.target))
  return [...names].map((name) => {
    if (deeds.has(name)) return [name, target.actions?.[name]?.summary ?? '']
    const meant = meaningOf(name, target, topology)
    if (meant.kind === 'unknown') return [name, meant.message]
    const all = meant.names.join(', ')
    return [name, meant.role === undefined ? all : `found when the time has come, among ${all}`]
  })
}

function expectationRows(plan: Plan, { checks }: Vocabulary): readonly (readonly string[])[] {
  const asked = plan.expect.map(({ check, options, asked }) => {
    const subject = options[check]
    const limited = typeof options['within'] === 'number' && typeof subject === 'string'
    const rates = plan.load.filter(({ op }) => limited && fits(subject, op)).map(({ rate }) => rate)
    return [asked ?? check, limited ? `known to ± ${formatMs(1000 / Math.min(...rates))}` : '']
  })
  const always = Object.values(checks).filter(
    ({ name, when }) => when === 'always' && !plan.expect.some(({ check }) => check === name),
  )
  return [...asked, ...always.map(({ name }) => [name, 'judged in every run'])]
}

function switchRows(
  { without, plant, fresh, journeys }: Plan,
  { target }: Vocabulary,
): readonly (readonly string[])[] {
  return [
    ...without.map((name) => ['switched off', name, target.mechanisms?.[name]?.summary ?? '']),
    ...plant.map((name) => ['planted', name, target.weaknesses?.[name]?.summary ?? '']),
    ...journeys.map((name) => ['in the browser', name, target.journeys?.[name]?.summary ?? '']),
    ...(fresh ? [['fresh', 'an environment of its own', '']] : []),
  ]
}

function serviceRows({ services }: Plan, { replicas }: Topology): readonly (readonly string[])[] {
  if (services === undefined) return []
  const started = Map.groupBy(replicas, ({ service }) => service)
  return [...started].map(([service, members]) => [
    service,
    members.map(({ name }) => name).join(', '),
  ])
}

function failureRows({ expectFail }: Plan): readonly (readonly string[])[] {
  if (expectFail === undefined) return []
  const { because, ticket, until } = expectFail
  return [
    ['because', because],
    ...(ticket === undefined ? [] : [['ticket', ticket]]),
    ...(until === undefined ? [] : [['until', until]]),
  ]
}
