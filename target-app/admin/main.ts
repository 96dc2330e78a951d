/** What operators of the shop can do: `node admin/main.ts --help` in any of its containers. */
import { Command } from 'commander'
import { releaseCommand } from './release.ts'

const admin = new Command('admin').description("The shop's own tool for its operators.")
admin.addCommand(releaseCommand())

try {
  await admin.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
