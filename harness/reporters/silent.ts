import type { Reporter } from './reporter.ts'

export const silent: Reporter = {
  name: 'silent',
  summary: 'Says and writes nothing.',
}
