/**
 * Runs long steps side by side and shows each: what, how far, how long so far.
 * A terminal gets a live list; a log gets plain lines, so that a CI job never looks dead.
 */
import { WriteStream } from 'node:tty'
import { Listr, ListrLogger, ProcessOutput } from 'listr2'
import { realClock } from '../clock.ts'
import { reasonOf } from '../errors.ts'

export interface Step {
  readonly title: string
  /** Resolves with how it ended, in a word or two. `say` tells what it is doing now. */
  run(signal: AbortSignal, say: (detail: string) => void): Promise<string>
}

export interface StepsOptions {
  /** Where progress goes; live when it is a terminal. */
  readonly output: NodeJS.WritableStream
  readonly signal: AbortSignal
}

interface GuardedStep {
  readonly title: string
  run(say: (detail: string) => void): Promise<string>
}

const plainEveryMs = 10_000

/**
 * Resolves when every step has ended. The first failure ends the others; it is thrown only after
 * they have stopped, so that nothing goes on behind the caller's back.
 */
export async function runSteps(steps: readonly Step[], options: StepsOptions): Promise<void> {
  if (steps.length === 0) return
  options.signal.throwIfAborted()
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const failures: unknown[] = []
  const guarded = steps.map((step): GuardedStep => ({
    title: step.title,
    run: (say: (detail: string) => void) =>
      step.run(signal, say).catch((error: unknown) => {
        failures.push(error)
        stop.abort(new Error('stopped, because another step failed'))
        throw error
      }),
  }))
  const { output } = options
  // Some terminals in CI say that they have no columns, and a live list would show nothing there.
  const isLive = output instanceof WriteStream && output.columns > 0
  await (isLive ? live(guarded, output) : plain(guarded, output))
  options.signal.throwIfAborted()
  if (failures.length > 0) throw failures[0]
}

/** Seconds since `start`, for people: `7 s`, `2 min 05 s`. */
export function elapsed(start: number, now: number): string {
  const seconds = Math.round((now - start) / 1_000)
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

async function live(steps: readonly GuardedStep[], output: WriteStream): Promise<void> {
  const process = new ProcessOutput(output, output)
  const logger = new ListrLogger({ useIcons: true, toStderr: [], processOutput: process })
  const list = new Listr(
    steps.map((step) => ({
      title: step.title,
      task: async (_: unknown, task: { title: string }): Promise<void> => {
        const start = realClock.now()
        let detail = ''
        const show = (): void => {
          const now = detail === '' ? '' : ` · ${detail}`
          task.title = `${step.title} · ${elapsed(start, realClock.now())}${now}`
        }
        const timer = setInterval(show, 1_000)
        try {
          detail = await step.run((next) => ((detail = next), show()))
        } finally {
          clearInterval(timer)
          show()
        }
      },
    })),
    {
      concurrent: true,
      // The caller decides what a failure means, and handles Ctrl-C itself.
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: { formatOutput: 'truncate', showErrorMessage: false, logger },
    },
  )
  await list.run()
}

async function plain(steps: readonly GuardedStep[], output: NodeJS.WritableStream): Promise<void> {
  const line = (text: string): void => void output.write(`prepare: ${text}\n`)
  const one = async (step: GuardedStep): Promise<void> => {
    const start = realClock.now()
    const since = (): string => elapsed(start, realClock.now())
    let detail = 'started'
    line(`${step.title} ...`)
    const timer = setInterval(() => line(`${step.title} · ${since()} · ${detail}`), plainEveryMs)
    try {
      const end = await step.run((next) => (detail = next))
      line(`${step.title} ${end} (${since()})`)
    } catch (error) {
      line(`${step.title} failed after ${since()}: ${reasonOf(error).split('\n')[0] ?? ''}`)
    } finally {
      clearInterval(timer)
    }
  }
  await Promise.all(steps.map(one))
}
