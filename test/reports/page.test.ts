import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { page } from '../../reports/page.ts'
import type { ScenarioReport } from '../../reports/report-data.ts'
import { failing, failingScenario } from '../../reports/samples/failing.ts'
import { inconclusiveScenario } from '../../reports/samples/inconclusive.ts'
import { samples } from '../../reports/samples/index.ts'
import { report } from '../../reports/samples/parts.ts'

const hostile = '<script>alert(1)</script><img src=x onerror=alert(2)>'

describe.each(Object.entries(samples))('%s', (_name, data) => {
  const made = page(data)

  test('loads nothing: every address is a data URI, a place in the page or a file beside it', () => {
    const addresses = [...made.matchAll(/\b(?:src|href|action|data)="([^"]*)"/gu)].map(
      (match) => match[1],
    )
    expect(addresses.length).toBeGreaterThan(0)
    for (const address of addresses) expect(address).toMatch(/^(?:data:image\/|#|[a-z][\w./-]*$)/u)
    expect(made).not.toMatch(/@import|<link|<iframe|url\((?!'#)/u)
  })

  test('the policy names exactly the style and the script that are there', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/u
      .exec(made)?.[1]
      ?.replaceAll('&#39;', "'")
    for (const [tag, directive] of [
      ['style', 'style-src'],
      ['script', 'script-src'],
    ] as const) {
      const body = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'u').exec(made)?.[1] ?? ''
      const hash = createHash('sha256').update(body).digest('base64')
      expect(policy).toContain(`${directive} 'sha256-${hash}'`)
    }
    expect(policy).toContain("default-src 'none'")
    expect(made).not.toMatch(/ style="| on[a-z]+="/u)
  })

  test('the verdict is the first thing that is said, and ids are unique', () => {
    const text = made.slice(made.indexOf('<main>')).replaceAll(/<[^>]+>/gu, ' ')
    expect(text.indexOf(data.verdict)).toBeLessThan(200)
    const ids = [...made.matchAll(/\sid="([^"]+)"/gu)].map((match) => match[1])
    expect(ids).toEqual([...new Set(ids)])
  })

  test('it stays within its budget', () => {
    const pictures = data.scenarios
      .flatMap(({ screenshots }) => screenshots)
      .reduce((sum, { thumbnail }) => sum + (thumbnail?.length ?? 0), 0)
    expect((made.length - pictures) / data.scenarios.length).toBeLessThan(100_000)
  })
})

test('what comes from outside is never markup', () => {
  const made = page(
    report([
      {
        ...failingScenario,
        id: hostile,
        claim: hostile,
        headline: hostile,
        happened: hostile,
        note: hostile,
        tags: [hostile],
        reproduce: hostile,
        method: { [hostile]: hostile },
        judgements: failingScenario.judgements.map((judgement) => ({
          ...judgement,
          message: hostile,
          asked: hostile,
          evidence: [{ at: 1, text: hostile }],
        })),
        errors: failingScenario.errors.map((group) => ({
          ...group,
          meaning: hostile,
          error: hostile,
        })),
        doubts: [{ at: 0, about: hostile, fatal: true, text: hostile }],
        screenshots: failingScenario.screenshots.map((shot) => ({
          ...shot,
          error: hostile,
          journey: hostile,
        })),
        timeline: {
          ...failingScenario.timeline,
          events: failingScenario.timeline.events.map((event) => ({
            ...event,
            text: hostile,
            source: hostile,
          })),
          faults: failingScenario.timeline.faults.map((bar) => ({
            ...bar,
            effect: hostile,
            target: [hostile],
            where: hostile,
          })),
        },
      },
    ]),
  )
  expect(made).not.toContain('<script>alert')
  expect(made).not.toContain('<img src=x')
  expect(made).toContain('&lt;script&gt;alert(1)')
})

test('a suite shows what was not kept first and folds away what was', () => {
  const made = page(samples.repeated)
  const folds = [...made.matchAll(/<details\s+class="fold"(\s+open)?[^>]*data-for="([^"]+)"/gu)]
  expect(folds.map(([, open, id]) => [id, open !== undefined])).toEqual([
    ['cart-redis-primary-kill-2', true],
    ['guide-recommend-link-slow', true],
    ['cart-redis-primary-kill-1', false],
    ['cart-redis-primary-kill-3', false],
    ['cart-redis-primary-kill-4', false],
    ['cart-redis-primary-kill-5', false],
    ['cart-control', false],
    ['promo-queue-restarts', false],
  ])
})

test('a suite tells times that were not promised from those that nobody could judge', () => {
  const timeless = { ...inconclusiveScenario, judgements: [] }
  const [broken] = inconclusiveScenario.judgements
  const unjudged = { ...timeless, judgements: broken === undefined ? [] : [broken] }
  const told = (scenario: ScenarioReport) => page(report([scenario, failingScenario]))
  expect(told(timeless)).toContain('no time was promised')
  expect(told(unjudged)).toContain('no time was judged')
  expect(told(inconclusiveScenario)).not.toContain('no time was')
})

test('the first broken promise is the heading of the page', () => {
  const heading = /<h1>([\s\S]*?)<\/h1>/u.exec(page(failing))?.[1]?.replaceAll(/<[^>]+>/gu, '')
  expect(heading).toBe(failingScenario.headline)
})
