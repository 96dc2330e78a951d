/** The search: what it runs on, and the damage to its files that it bears. */
import type { TargetContext } from 'aftershock'
import { allWell } from './all-well.ts'
import { operate } from './guide/operate.ts'
import type { Part } from './part.ts'

/** Every replica looks at its files again, refuses damaged ones and writes good ones in their place. */
async function reset(context: TargetContext): Promise<void> {
  const reload = { method: 'POST', path: '/admin/reload' }
  await Promise.all(
    context.replicasOf('search').map((replica) => operate(context, replica, reload)),
  )
}

export const search: Part = {
  services: {
    search: {
      summary: 'Finds products by words; its index comes from a snapshot with a checksum.',
      image: 'shop',
      command: () => ['search'],
      replicas: 2,
      ports: [8080],
      ready: { log: /"event":"ready"/ },
      environment: ({ name }) => ({ REPLICA: name }),
    },
  },
  mechanisms: {
    'search-redundancy': {
      shownBy: [{ scenario: 'search-replica-killed', check: 'available' }],
      summary: 'Two search replicas instead of one.',
      off: { replicas: { search: 1 } },
    },
    'snapshot-generations': {
      shownBy: [{ scenario: 'search-snapshot-damaged', check: 'notices' }],
      summary: 'The last three snapshots of the index are kept, so that an older one can be used.',
      off: { environment: { search: { SNAPSHOT_GENERATIONS: '1' } } },
    },
    'snapshot-checksum': {
      shownBy: [{ scenario: 'search-snapshot-damaged', check: 'no-corruption-served' }],
      summary: 'A snapshot is used only when its checksum fits.',
      off: { environment: { search: { SNAPSHOT_CHECKSUM: 'off' } } },
    },
    'index-rebuild': {
      shownBy: [{ scenario: 'search-all-snapshots-damaged', check: 'recovers' }],
      summary: 'Without any good snapshot the index is built anew from the catalogue.',
      off: { environment: { search: { INDEX_REBUILD: 'off' } } },
    },
  },
  logEvents: {
    'snapshot-refused': {
      summary: 'A search replica found a damaged snapshot and did not use it.',
      service: 'search',
      pattern: /"event":"snapshot-refused","age":"(\w+)","because":"([^"]*)"/,
      describe: ([, age, because]) => `search: the ${age} snapshot is refused: ${because}`,
      detects: true,
    },
    // Before the most general one, since a line is the first event that fits.
    'older-snapshot-used': {
      summary: 'A search replica uses a snapshot from before the newest, because that is no good.',
      service: 'search',
      pattern: /"event":"index-loaded","source":"(previous|oldest)"/,
      describe: ([, age]) => `search: the ${age} snapshot is used`,
      detects: true,
    },
    'index-rebuilt': {
      summary: 'A search replica had no good snapshot and built its index from the catalogue.',
      service: 'search',
      pattern: /"event":"index-loaded","source":"rebuilt"/,
      describe: () => 'search: the index is built anew',
      detects: true,
    },
    'index-loaded': {
      summary: 'A search replica has an index, and says where it comes from.',
      service: 'search',
      pattern: /"event":"index-loaded","source":"(\w+)","generation":(\d+)/,
      describe: ([, source, generation]) =>
        `search: index from ${source}, generation ${generation}`,
    },
  },
  conditions: {
    'searches-are-well': {
      summary: 'Every search replica has an index.',
      needs: ['search'],
      holds: allWell('search'),
    },
  },
  reset,
  resetNeeds: ['search'],
}
