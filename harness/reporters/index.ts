import { createGithub } from './github.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import type { Reporter } from './reporter.ts'
import { silent } from './silent.ts'
import { createTerminal } from './terminal.ts'

/** All reporters by the word after `--reporter`. */
export const reporters = {
  terminal: createTerminal(process.stdout),
  json,
  html,
  junit,
  github: createGithub(process.env, (text) => process.stdout.write(text)),
  silent,
} satisfies Record<string, Reporter>

export type ReporterName = keyof typeof reporters
