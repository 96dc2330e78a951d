/** What operators of the shop can do: `node admin/main.ts --help` in its containers. */
import { Command } from 'commander'
import { wordsOf } from '../service/error-words.ts'
import { backupCommand } from './backup.ts'
import { cartCommand } from './carts.ts'
import { deadLettersCommand } from './dead-letters.ts'
import { postgresCommands } from './postgres.ts'
import { releaseCommand } from './release.ts'

const admin = new Command('admin').description("The shop's own tool for its operators.")
for (const command of [
  ...postgresCommands(),
  cartCommand(),
  deadLettersCommand(),
  backupCommand(),
  releaseCommand(),
])
  admin.addCommand(command)

try {
  await admin.parseAsync()
} catch (error) {
  console.error(wordsOf(error))
  process.exitCode = 1
}
