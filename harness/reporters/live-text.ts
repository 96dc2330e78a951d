import { withoutControls } from './control-characters.ts'
import type { LiveNote, LiveSecond, LiveState } from './live-state.ts'
import type { Paint } from './paint.ts'

const blocks = '▁▂▃▄▅▆▇█'
const secondsShown = 24
const operationsShown = 5
const notesShown = 3
/** Requests of the last second are still under way: what is shown lags by this much. */
const lagMs = 1000

/** The live view: at most ten lines, each cut to the terminal's width. */
export function liveBlock(state: LiveState, columns: number, paint: Paint): string {
  const operations = [...state.operations].slice(0, operationsShown)
  const hidden = state.operations.size - operations.length
  const width = Math.max(0, ...operations.map(([op]) => op.length))
  const lines = [
    [paint, head(state)] as const,
    ...operations.map(
      ([op, seconds]) => [undefined, operationLine(state, op, seconds, width)] as const,
    ),
    ...(hidden > 0 ? [[undefined, `  and ${hidden} more operations`] as const] : []),
    ...state.notes.slice(-notesShown).map((note) => [undefined, noteLine(note, state)] as const),
  ]
  return lines
    .map(([strong, text]) => {
      const cut = withoutControls(text).slice(0, Math.max(20, columns - 1))
      return strong === undefined ? cut : strong('strong', cut)
    })
    .join('\n')
}

/** One line of plain text about the running scenario, for logs that no one watches. */
export function stateLine(state: LiveState): string {
  const operations = [...state.operations].map(([op, seconds]) => {
    const { good, degraded, bad } = lastSecond(state, seconds)
    const reduced = degraded > 0 ? `, ${degraded} degraded/s` : ''
    return `${op} ${good} good/s${reduced}, ${bad} failed/s`
  })
  return withoutControls(`${clockOf(state.now, state)}  ${state.phase}: ${operations.join(' · ')}`)
}

/** One note with its time: since the fault once there is one, else since the scenario began. */
export function noteLine(note: LiveNote, state: LiveState): string {
  return withoutControls(`${clockOf(note.at, state)}  ${note.text}`)
}

function head(state: LiveState): string {
  const repeat = state.of > 1 ? `  ${state.repeat}/${state.of}` : ''
  const since = state.faultAt === null ? '' : ' since fault'
  return `${state.plan.scenario}${repeat}  ${state.phase}  ${clockOf(state.now, state).trim()}${since}`
}

function operationLine(
  state: LiveState,
  op: string,
  seconds: ReadonlyMap<number, LiveSecond>,
  width: number,
): string {
  const rate = state.plan.load.find((load) => load.op === op)?.rate ?? 0
  const { good, degraded, bad } = lastSecond(state, seconds)
  const numbers = `${String(good + degraded).padStart(4)} good/s ${String(bad).padStart(4)} failed/s`
  const reduced = degraded > 0 ? `  (${degraded} degraded)` : ''
  return `  ${op.padEnd(width)} ${numbers}  ${sparkline(state, seconds, rate)}${reduced}`
}

/** Answered requests per second over the last seconds, against the rate that is wanted. */
function sparkline(
  state: LiveState,
  seconds: ReadonlyMap<number, LiveSecond>,
  rate: number,
): string {
  const last = Math.floor((state.now - lagMs) / 1000)
  return Array.from({ length: secondsShown }, (_, index) => {
    const second = seconds.get(last - secondsShown + 1 + index)
    if (second === undefined) return ' '
    const share = rate > 0 ? (second.good + second.degraded) / rate : 0
    return blocks.charAt(Math.min(blocks.length - 1, Math.max(0, Math.round(share * 7))))
  }).join('')
}

function lastSecond(state: LiveState, seconds: ReadonlyMap<number, LiveSecond>): LiveSecond {
  return seconds.get(Math.floor((state.now - lagMs) / 1000)) ?? { good: 0, degraded: 0, bad: 0 }
}

function clockOf(at: number, { faultAt }: LiveState): string {
  const seconds = faultAt === null ? at / 1000 : (at - faultAt) / 1000
  const sign = faultAt === null ? '' : seconds < 0 ? '-' : '+'
  return `${sign}${Math.abs(seconds).toFixed(1)} s`.padStart(8)
}
