/** A keeper of processes that a test starts, ends and lets grow old. */
import { Keeper, type KeeperSwitches, type Process } from '../../../target-app/supervisor/keeper.ts'

interface Child extends Process {
  readonly release: string
  readonly signals: string[]
  end(code?: number, because?: string): void
}

/** A keeper over processes and a clock that the test moves by hand. */
export function trial(switches: KeeperSwitches = {}) {
  const children: Child[] = []
  const logged: string[] = []
  const exits: number[] = []
  let clock = 0
  let timers: { at: number; ring: () => void }[] = []
  const keeper = new Keeper(
    {
      start(release) {
        let gone = (_code: number, _because?: string): void => {}
        const signals: string[] = []
        const child: Child = {
          ...{ pid: children.length + 1, release, signals },
          kill: (signal) => void signals.push(signal),
          onExit: (then) => (gone = then),
          end: (code = 1, because) => gone(code, because),
        }
        children.push(child)
        return child
      },
      now: () => clock,
      after: (ms, ring) => void timers.push({ at: clock + ms, ring }),
      log: (event) => void logged.push(event),
      exit: (code) => void exits.push(code),
    },
    '1',
    switches,
  )
  const pass = (ms: number): void => {
    clock += ms
    const due = timers.filter(({ at }) => at <= clock)
    timers = timers.filter(({ at }) => at > clock)
    for (const { ring } of due) ring()
  }
  const last = (): Child => {
    const child = children.at(-1)
    if (child === undefined) throw new Error('nothing was started')
    return child
  }
  keeper.start()
  return { keeper, children, logged, exits, pass, last }
}

/** The same, with the service up for a second. */
export function running(switches: KeeperSwitches = {}) {
  const it = trial(switches)
  it.keeper.alive()
  it.pass(1000)
  return it
}
