import { z } from 'zod'
import type { BrowserRecord, Moment } from '../history/record.ts'
import { windowsOf } from '../history/windows.ts'
import { formatMs } from '../units.ts'
import type { Check, Evidence } from './check.ts'
import { isCalm } from './moments.ts'

const moments = ['baseline', 'fault', 'after'] as const satisfies readonly Moment[]

const options = z.strictObject({
  ui: z.string().describe('The journey.'),
  at: z
    .array(z.enum(moments))
    .min(1)
    .default([...moments])
    .describe('Before the fault, while it lasts, after it was healed. Default: all three.'),
})
type Options = z.output<typeof options>

/** A person in a browser gets through the journey at the given moments. */
export const ui: Check<Options> = {
  name: 'ui',
  summary: 'A person in the browser gets through a journey.',
  when: 'asked',
  trusts: ['steady-baseline', 'load-was-honest'],
  options,
  subject: 'journey',
  judge(history, { ui: journey, at: asked }) {
    const passes = history.browser.filter((pass) => pass.journey === journey)
    const before = passes.find(({ moment, ok }) => moment === 'baseline' && !ok)
    // Where nothing is ever hurt, no moment has an excuse.
    if (before !== undefined && !isCalm(history)) {
      return {
        status: 'unknown',
        because: `${journey} failed before anything was hurt: ${reasonOf(before)}`,
      }
    }
    const [first, ...others] = passes
      .filter(({ moment, ok }) => !ok && (asked.includes(moment) || isCalm(history)))
      .map(evidenceOf)
    if (first !== undefined) {
      const message = `${journey} failed ${1 + others.length} times: ${first.text}`
      return { status: 'fail', message, evidence: [first, ...others] }
    }
    const { fault } = windowsOf(history)
    const astray = passes.find(
      ({ moment, start, end }) =>
        moment === 'fault' &&
        asked.includes(moment) &&
        fault !== null &&
        (start >= fault.to || end < fault.from),
    )
    if (astray !== undefined) {
      return {
        status: 'unknown',
        because: `${journey} was played for "fault" when no fault was in force`,
        next: 'Let the fault last longer.',
      }
    }
    const missing = asked.filter((moment) => !passes.some((pass) => pass.moment === moment))
    if (missing.length > 0) {
      return { status: 'unknown', because: `${journey} was not played: ${missing.join(', ')}` }
    }
    const played = passes.filter(({ moment }) => asked.includes(moment))
    const slowest = Math.max(...played.map(({ start, end }) => end - start))
    return {
      status: 'pass',
      message: `${journey} worked ${played.length} times (${asked.join(', ')}), in ${formatMs(slowest)} at most`,
    }
  },
}

function evidenceOf(pass: BrowserRecord): Evidence {
  const picture = pass.screenshot === undefined ? '' : ` (${pass.screenshot})`
  return { at: pass.start, text: `${pass.moment}: ${reasonOf(pass)}${picture}` }
}

function reasonOf({ steps, error }: BrowserRecord): string {
  const step = steps.find(({ ok }) => !ok)?.name
  return [...(step === undefined ? [] : [`step "${step}"`]), error ?? 'failed'].join(': ')
}
