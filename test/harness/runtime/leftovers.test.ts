import { expect, test } from 'vitest'
import { ofDeadRuns, type Owned } from '../../../harness/runtime/leftovers.ts'

const gone = 99_999_999
const owned = (name: string, run: string, pid: number): Owned => ({ id: name, name, run, pid })

test('what a living process owns is no leftover, nor what belongs to the same run', () => {
  const living = owned('living', 'living', process.pid)
  const old = owned('old', 'dead', gone)
  const nameless = owned('nameless', '', 0)
  // A run that was started again by another process is alive as a whole.
  const inherited = owned('inherited', 'living', gone)
  const found = { containers: [living, old, nameless, inherited], networks: [old], volumes: [] }
  expect(ofDeadRuns(found)).toEqual({
    containers: [old, nameless],
    networks: [old],
    volumes: [],
  })
})

test('a volume of a dead run is a leftover too', () => {
  const found = { containers: [], networks: [], volumes: [owned('data', 'dead', gone)] }
  expect(ofDeadRuns(found).volumes.map(({ name }) => name)).toEqual(['data'])
})
