import { globSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checks } from '../../harness/checks/index.ts'
import { faults } from '../../harness/faults/index.ts'
import { measures } from '../../harness/measures/index.ts'
import { reporters } from '../../harness/reporters/index.ts'
import target from '../../target-app/target.ts'
import {
  linesThatMatch,
  readText,
  repository,
  sourcesIn,
  tableBelow,
} from '../support/repository.ts'

/* One word per thing: words that are not ours, and what to say instead. */

const synonyms: readonly { readonly word: RegExp; readonly say: string }[] = [
  { word: /\bexperiments?\b/i, say: 'scenario' },
  { word: /\bassertions?\b|\basserts?\b/i, say: 'check' },
  { word: /\bmetrics?\b/i, say: 'measure' },
  { word: /\bhypothes[ie]s\b/i, say: 'claim' },
  { word: /\bSUT\b/, say: 'target' },
  { word: /\battacks?\b/i, say: 'fault' },
  { word: /\b(?:un-?inject|revert|roll ?back)(?:s|ed|ing)?\b/i, say: 'heal' },
  { word: /\buser journeys?\b|\bend-to-end tests?\b/i, say: 'journey' },
  { word: /\bmutants?\b|\bmutations?\b/i, say: 'weakness' },
  { word: /\bplacebo\b|\bdry control\b/i, say: 'control' },
]

/** Words of others: what their routes are called. */
const foreign = [/`(?:GET )?\/metrics`/g]

function hitsIn(path: string, text: string): readonly string[] {
  const code = foreign.reduce((rest, name) => rest.replaceAll(name, ''), text)
  return synonyms.flatMap(({ word, say }) =>
    linesThatMatch({ path, code }, word).map((hit) => `${hit} → ${say}`),
  )
}

const written = globSync(['*.md', '{scenarios,target-app,reports,docs,test}/*.{md,yaml}'], {
  cwd: repository,
})

test.each(written)('%s says it in our words', (path) => {
  expect(hitsIn(path, readText(path))).toEqual([])
})

test('so do comments and texts of the harness and the report', () => {
  const hits = ['harness', 'reports']
    .flatMap(sourcesIn)
    .flatMap(({ path, text }) => hitsIn(path, text))
  expect(hits.filter((hit) => !isForeign(hit))).toEqual([])
})

/** k6 calls what it records metrics, and its programs must be spoken to in its words. */
function isForeign(hit: string): boolean {
  return hit.startsWith('harness/load/driver.ts')
}

describe('what members say of themselves', () => {
  const members = [
    faults,
    measures,
    checks,
    reporters,
    target.operations,
    target.mechanisms,
    target.weaknesses,
    target.journeys,
  ]
  const summaries = members.flatMap((family) =>
    Object.entries(family).map(([name, { summary }]) => [name, summary] as const),
  )

  test.each(summaries)('%s: one sentence in our words', (name, summary) => {
    expect(hitsIn(name, summary)).toEqual([])
    expect(summary).toMatch(/\.$/)
    expect(summary.length).toBeLessThanOrEqual(120)
  })
})

test('the glossary has every word once, and explains it', () => {
  const rows = tableBelow(readText('ARCHITECTURE.md'), 'Words')
  const words = rows.map(([word]) => word)
  expect(new Set(words).size).toBe(words.length)
  expect(rows.filter(([, meaning = '']) => meaning.length < 15)).toEqual([])
  const needed =
    'target service replica role link operation journey scenario fault heal history measure check verdict mechanism weakness control run report'
  expect(needed.split(' ').filter((word) => !words.includes(word))).toEqual([])
})
