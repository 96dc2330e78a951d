/** `admin promote-standby`, `admin rejoin`, `admin postgres`: which PostgreSQL takes the orders. */
import { Command } from 'commander'
import { postgresOperator } from './postgres-operator.ts'
import { everybody, promoteStandby, rejoined, told, type PromoteParts } from './promote-standby.ts'

interface Options {
  readonly postgres: string
}

const partsOf = ({ postgres }: Options): PromoteParts => ({
  operator: postgresOperator,
  names: postgres.split(/[\s,]+/),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  say: (line) => console.log(line),
})

export function postgresCommands(): Command[] {
  const command = (name: string, what: string): Command =>
    new Command(name)
      .description(what)
      .option(
        '--postgres <names>',
        'all replicas of PostgreSQL',
        process.env.POSTGRES ?? 'postgres-1 postgres-2',
      )
  return [
    command('promote-standby', 'make the standby the primary; the old one is fenced first').action(
      async (options: Options) => {
        await promoteStandby(partsOf(options))
      },
    ),
    command('rejoin', 'wait until every PostgreSQL follows the primary')
      .option('--within <seconds>', 'how long', '30')
      .action(async (options: Options & { readonly within: string }) =>
        rejoined(partsOf(options), Number(options.within) * 1000),
      ),
    command('postgres', 'who is primary, who follows').action(async (options: Options) => {
      const parts = partsOf(options)
      console.log(told(parts, await everybody(parts)).replaceAll('; ', '\n'))
    }),
  ]
}
