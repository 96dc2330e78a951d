/** Runs the real functions of the shell, with a PostgreSQL that only pretends. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const peers = join(import.meta.dirname, '../../../target-app/postgres/peers.sh')

/** Each host answers with its timeline; one that is not named gives no answer. */
const pretendedPsql = `#!/bin/sh
eval "answer=\\$timeline_$2"
[ -n "$answer" ] && echo "$answer"
`
const pretendedControlData = `#!/bin/sh
[ -n "$checkpoint" ] || exit 1
echo "Latest checkpoint's TimeLineID:       $checkpoint"
echo "Latest checkpoint's PrevTimeLineID:   9"
echo "Min recovery ending loc's timeline:   $recovery"
`

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'))
  writeFileSync(join(folder, 'psql'), pretendedPsql, { mode: 0o755 })
  writeFileSync(join(folder, 'pg_controldata'), pretendedControlData, { mode: 0o755 })
})
afterEach(() => rmSync(folder, { recursive: true }))

function run(command: string, environment: Readonly<Record<string, string>>): string {
  const path = `${folder}:${process.env['PATH'] ?? ''}`
  const env = { PGDATA: '/nowhere', ...environment, PATH: path }
  return execFileSync('sh', ['-euc', `. ${peers}; ${command}`], { env, encoding: 'utf8' }).trim()
}

describe('whom to follow', () => {
  test.each([
    { own: 1, others: { b: '2' }, expected: 'b' },
    { own: 2, others: { b: '1' }, expected: '' },
    { own: 2, others: { b: '2' }, expected: '' },
    { own: 1, others: { b: '0' }, expected: '' },
    { own: 1, others: {}, expected: '' },
    { own: 0, others: { b: '1' }, expected: 'b' },
    { own: 1, others: { b: '2', c: '3' }, expected: 'c' },
    { own: 9, others: { b: '1', c: '10' }, expected: 'c' },
  ])('on timeline $own with $others: "$expected"', ({ own, others, expected }) => {
    const answers = Object.entries(others).map(([name, timeline]) => [`timeline_${name}`, timeline])
    const environment = { others: 'b c', timeline_b: '', timeline_c: '' }
    expect(run(`newer_primary ${own}`, { ...environment, ...Object.fromEntries(answers) })).toBe(
      expected,
    )
  })
})

describe('the timeline of stopped data', () => {
  test.each([
    { what: 'after a checkpoint', checkpoint: '10', recovery: '0', expected: '10' },
    { what: 'promoted, without one', checkpoint: '9', recovery: '10', expected: '10' },
    { what: 'unreadable', checkpoint: '', recovery: '', expected: '' },
  ])('$what', ({ checkpoint, recovery, expected }) => {
    expect(run('stored_timeline', { checkpoint, recovery, others: '' })).toBe(expected)
  })
})
