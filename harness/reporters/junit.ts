import { junitXml } from './junit-xml.ts'
import type { Reporter } from './reporter.ts'
import { writeWhole } from './write-whole.ts'

export const junit: Reporter = {
  name: 'junit',
  summary: 'junit.xml for CI pages: a suite per scenario, a case per promise.',
  onEnd: async (report, folder) => writeWhole(folder, 'junit.xml', junitXml(report)),
}
