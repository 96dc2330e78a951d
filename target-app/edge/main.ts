/** Prints HAProxy's configuration for this environment. */
import { configuration } from './configuration.ts'
import { readSettings } from './settings.ts'

process.stdout.write(configuration(readSettings(process.env)))
