import type { Moment } from '../history/record.ts'
import { playJourney } from '../probes/journey.ts'
import type { Job } from './job.ts'
import type { Recorder } from './recorder.ts'

/** Plays every planned journey once, one after the other. Page failures are records, not errors. */
export async function playJourneys(job: Job, recorder: Recorder, moment: Moment): Promise<void> {
  for (const name of job.plan.journeys) {
    const journey = job.target.journeys?.[name]
    if (!journey || !job.browser || job.signal.aborted) continue
    const { record, doubt } = await playJourney(job.browser, {
      journey,
      name,
      moment,
      url: job.environment.context(job.signal).url,
      shopper: `browser-${name}-${moment}`,
      folder: job.folder,
      clock: recorder,
    })
    recorder.record(record)
    if (doubt) recorder.record(doubt)
  }
}
