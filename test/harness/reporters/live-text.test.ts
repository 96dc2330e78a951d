import { expect, test } from 'vitest'
import type { RunRecord } from '../../../harness/history/record.ts'
import { advance, beginLive, type LiveState } from '../../../harness/reporters/live-state.ts'
import { liveBlock, noteLine, stateLine } from '../../../harness/reporters/live-text.ts'
import { unpainted } from '../../../harness/reporters/paint.ts'
import { planOf } from '../../support/plan.ts'

function request(op: string, intended: number, outcome: 'ok' | 'degraded' | 'fail'): RunRecord {
  const end = intended + 10
  return { kind: 'request', op, seq: 0, intended, start: intended, end, outcome, status: 200 }
}

/** Ten seconds well, then three seconds down. */
function played(): LiveState {
  const state = beginLive(
    planOf({
      load: [
        { op: 'cart.add', rate: 10 },
        { op: 'guide', rate: 2 },
      ],
    }),
    2,
    5,
  )
  advance(state, { kind: 'phase', phase: 'baseline', at: 0 })
  for (let ms = 0; ms < 13_000; ms += 100) {
    if (ms === 10_000) {
      const stamp = { kind: 'fault', id: 0, fault: 'kill', target: ['redis-1'] } as const
      advance(state, { ...stamp, stage: 'effective', at: ms, note: 'redis-1 killed' })
      advance(state, { kind: 'phase', phase: 'fault', at: ms })
    }
    advance(state, request('cart.add', ms, ms < 10_000 ? 'ok' : 'fail'))
    if (ms % 500 === 0) advance(state, request('guide', ms, ms < 10_000 ? 'ok' : 'degraded'))
  }
  return state
}

test('the live block shows phase, time since the fault, rates and the last happenings', () => {
  expect(liveBlock(played(), 100, unpainted)).toMatchInlineSnapshot(`
    "cart/redis-primary-kill  2/5  fault  +2.9 s since fault
      cart.add    0 good/s   10 failed/s              ██████████▁▁
      guide       2 good/s    0 failed/s              ████████████  (2 degraded)
     -10.0 s  phase baseline
      +0.0 s  fault kill redis-1 effective: redis-1 killed
      +0.0 s  phase fault"
  `)
})

test('the live block is never more than ten lines, nor wider than the terminal', () => {
  const load = Array.from({ length: 12 }, (_, index) => ({ op: `operation.${index}`, rate: 5 }))
  const state = beginLive(planOf({ load }), 1, 1)
  for (let at = 0; at < 20; at += 1) {
    advance(state, { kind: 'event', at, source: 'docker', name: 'die', text: 'x'.repeat(300) })
  }
  const lines = liveBlock(state, 60, unpainted).split('\n')
  expect(lines.length).toBeLessThanOrEqual(10)
  for (const line of lines) expect(line.length).toBeLessThan(60)
})

test('plain lines carry the same facts', () => {
  const state = played()
  expect(stateLine(state)).toBe(
    '  +2.9 s  fault: cart.add 0 good/s, 10 failed/s · guide 0 good/s, 2 degraded/s, 0 failed/s',
  )
  expect(state.notes.map((note) => noteLine(note, state))).toEqual([
    ' -10.0 s  phase baseline',
    '  +0.0 s  fault kill redis-1 effective: redis-1 killed',
    '  +0.0 s  phase fault',
  ])
})

test('control characters of a log line do not reach the terminal', () => {
  const state = beginLive(planOf({}), 1, 1)
  advance(state, { kind: 'event', at: 1, source: 'cart-1', name: 'x', text: 'a\u001B[2Jb\nc' })
  expect(liveBlock(state, 100, unpainted).split('\n')).toHaveLength(3)
  expect(liveBlock(state, 100, unpainted)).not.toContain('\u001B')
})
