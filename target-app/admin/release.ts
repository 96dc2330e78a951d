/** `admin release …`: which release of a service runs, and how another one comes and goes. */
import { Command } from 'commander'
import {
  AnswerCounts,
  SupervisorStatus,
  Watched,
  type ReleaseOrder,
} from '../contracts/heartbeat.ts'
import { rollBack, rollOut, type RollOutParts, type Supervisors } from './roll-out.ts'

async function ask(url: string, body?: unknown): Promise<unknown> {
  const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(url, { ...post, signal: AbortSignal.timeout(3000) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

const supervisors: Supervisors = {
  status: async (replica) => SupervisorStatus.parse(await ask(`http://${replica}:9000/status`)),
  answers: async (replica) => AnswerCounts.parse(await ask(`http://${replica}:9000/answers`)),
  async release(replica, release) {
    const order: ReleaseOrder = { release }
    await ask(`http://${replica}:9000/release`, order)
  },
}

const parts: RollOutParts = {
  supervisors,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  say: (line) => void process.stdout.write(`${line}\n`),
}

/** The watchdog knows who there is. @throws Error when nobody was ever heard of. */
async function replicasOf(service: string, watchdog: string): Promise<readonly string[]> {
  const watched = Watched.parse(await ask(`http://${watchdog}:8080/replicas`))
  const names = Object.keys(watched).filter((name) => watched[name]?.service === service)
  if (names.length > 0) return names.toSorted()
  const services = [...new Set(Object.values(watched).map((entry) => entry.service))]
  throw new Error(
    `nobody is called ${service}; the watchdog knows ${services.join(', ') || 'nobody'}`,
  )
}

interface Options {
  readonly watchdog: string
  readonly analysis: boolean
}

/** To be run where the supervisors can be reached: beside the watchdog. */
export function releaseCommand(): Command {
  const release = new Command('release').description(
    'bring another release of a service, or take it back',
  )
  const command = (words: string, what: string): Command =>
    release
      .command(words)
      .description(what)
      .option('--watchdog <name>', 'who knows the replicas', '127.0.0.1')
  command('roll-out <service> <release>', 'replica by replica, taken back when it is worse')
    .option('--no-analysis', 'look at nothing, go on to the end')
    .action(async (service: string, wanted: string, { watchdog, analysis }: Options) => {
      const replicas = await replicasOf(service, watchdog)
      const looks = analysis && process.env['CANARY_ANALYSIS'] !== 'off'
      const wish = { replicas, release: wanted, analysis: looks }
      if (!(await rollOut(parts, wish))) process.exitCode = 1
    })
  command('roll-back <service>', 'every replica gets back the release before its own').action(
    async (service: string, { watchdog }: Options) => {
      if (!(await rollBack(parts, await replicasOf(service, watchdog)))) process.exitCode = 1
    },
  )
  command('show <service>', 'which release each replica runs').action(
    async (service: string, { watchdog }: Options) => {
      for (const replica of await replicasOf(service, watchdog)) {
        const { release: runs, state } = await supervisors.status(replica)
        process.stdout.write(`${replica}\trelease ${runs}\t${state}\n`)
      }
    },
  )
  return release
}
