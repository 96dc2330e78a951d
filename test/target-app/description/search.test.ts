import { expect, test } from 'vitest'
import { search } from '../../../target-app/description/search.ts'

const loaded = (source: string) =>
  `{"level":30,"time":1,"replica":"search-1","event":"index-loaded","source":"${source}","generation":7,"msg":"index: ${source}"}`

/** Lines as the search really writes them, and the first event that fits. */
test.each([
  [
    '{"level":40,"time":1,"replica":"search-1","event":"snapshot-refused","age":"newest","because":"its checksum does not fit","msg":""}',
    'snapshot-refused',
    'search: the newest snapshot is refused: its checksum does not fit',
  ],
  [loaded('previous'), 'older-snapshot-used', 'search: the previous snapshot is used'],
  [loaded('oldest'), 'older-snapshot-used', 'search: the oldest snapshot is used'],
  [loaded('rebuilt'), 'index-rebuilt', 'search: the index is built anew'],
  [loaded('newest'), 'index-loaded', 'search: index from newest, generation 7'],
])('%s', (line, name, told) => {
  const found = Object.entries(search.logEvents ?? {}).find(([, { pattern }]) => pattern.test(line))
  expect(found?.[0]).toBe(name)
  const match = line.match(found?.[1].pattern ?? /$^/)
  expect(match && found?.[1].describe?.(match)).toBe(told)
})
