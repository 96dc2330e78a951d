import { expect, test } from 'vitest'
import { findLeftovers, type ListingEngine } from '../../../harness/prepare/leftovers.ts'

const gone = '99999999'
const labels = (run: string, pid: string) => ({
  Labels: { 'aftershock.run': run, 'aftershock.pid': pid },
})

test('what a living process owns is no leftover', async () => {
  const engine: ListingEngine = {
    listContainers: async () => [
      labels('living', String(process.pid)),
      labels('dead', gone),
      { Labels: { 'aftershock.run': 'nameless' } },
    ],
    listNetworks: async () => [labels('dead', gone)],
    listVolumes: async () => ({ Volumes: [] }),
  }
  expect(await findLeftovers(engine)).toEqual({
    runs: ['dead', 'nameless'],
    containers: 2,
    networks: 1,
    volumes: 0,
  })
})
