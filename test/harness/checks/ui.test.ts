import { expect, test } from 'vitest'
import { ui } from '../../../harness/checks/ui.ts'
import type { BrowserRecord, Moment } from '../../../harness/history/record.ts'
import { bareHistory } from '../../support/bare-history.ts'
import { headerOf } from '../../support/build-history.ts'

function played(moment: Moment, ok = true): BrowserRecord {
  const steps = [
    { name: 'open the shop', ok: true, ms: 90 },
    { name: 'add an item', ok, ms: 400 },
  ]
  const record = {
    kind: 'browser',
    journey: 'buy',
    moment,
    start: 1000,
    end: 1490,
    ok,
    steps,
  } as const
  return ok ? record : { ...record, error: 'no button', screenshot: 'shots/1.png' }
}

const judge = (
  browser: readonly BrowserRecord[],
  options: Readonly<Record<string, unknown>> = {},
  faultless = false,
) => {
  const history = { ...bareHistory(), header: headerOf({ operations: {}, faultless }), browser }
  return ui.judge(history, ui.options.parse({ ui: 'buy', ...options }))
}

const all = (['baseline', 'fault', 'after'] as const).map((moment) => played(moment))

test('worked at every moment', () => {
  expect(judge(all)).toMatchObject({
    status: 'pass',
    message: 'buy worked 3 times (baseline, fault, after), in 490 ms at most',
  })
})

test('failed, with the step, the reason and the picture', () => {
  expect(judge([...all, played('fault', false)])).toMatchObject({
    status: 'fail',
    evidence: [{ at: 1000, text: 'fault: step "add an item": no button (shots/1.png)' }],
  })
})

test('only the moments that were asked for count', () => {
  const browser = [played('baseline'), played('fault', false), played('after')]
  expect(judge(browser, { at: ['after'] })).toMatchObject({ status: 'pass' })
  expect(judge(browser, { at: ['fault'] })).toMatchObject({ status: 'fail' })
})

test('what failed before the fault proves nothing about the fault', () => {
  expect(judge([played('baseline', false), played('fault', false)]).status).toBe('unknown')
})

test('where nothing is hurt no moment has an excuse', () => {
  const browser = [played('baseline', false), played('after')]
  expect(judge(browser, { at: ['baseline', 'after'] }, true)).toMatchObject({ status: 'fail' })
  expect(judge(browser, { at: ['after'] }, true)).toMatchObject({ status: 'fail' })
})

test('what was not played is unknown', () => {
  expect(judge([played('baseline'), played('after')])).toEqual({
    status: 'unknown',
    because: 'buy was not played: fault',
  })
  expect(judge(all, { ui: 'browse' }).status).toBe('unknown')
})
