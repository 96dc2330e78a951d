import type { JudgementReport, MeasureReport, ReadingReport } from '../../reports/report-data.ts'
import type { Reading } from '../measures/measure.ts'
import type { JudgedCheck } from './scenario-facts.ts'

/** A judgement for readers: what was asked, what was found, on the scenario's own time axis. */
export function judgementReport(judged: JudgedCheck, zero: number): JudgementReport {
  const { check, summary, asked, line, judgement } = judged
  return {
    check,
    summary,
    asked: asked ?? check,
    status: judgement.status,
    message: judgement.status === 'unknown' ? judgement.because : judgement.message,
    evidence:
      judgement.status === 'fail'
        ? judgement.evidence.map(({ at, text }) =>
            at === undefined ? { text } : { at: at - zero, text },
          )
        : [],
    ...(judgement.status === 'unknown' && judgement.next !== undefined
      ? { next: judgement.next }
      : {}),
    ...(judgement.measured !== undefined
      ? { measured: { ...judgement.measured, reading: shifted(judgement.measured.reading, zero) } }
      : {}),
    ...(line === undefined ? {} : { line }),
  }
}

export function measureReport(measure: MeasureReport, zero: number): MeasureReport {
  return { ...measure, reading: shifted(measure.reading, zero) }
}

/** The same reading with its place on the scenario's axis instead of the run's. */
function shifted(reading: Reading | ReadingReport, zero: number): ReadingReport {
  if (reading.value === null || reading.at === undefined) return reading
  return { ...reading, at: reading.at - zero }
}
