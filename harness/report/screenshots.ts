import type { Screenshot } from '../../reports/report-data.ts'
import type { BrowserRecord } from '../history/record.ts'

/** Browser passes for readers. Times relative to zero. */
export function screenshotsOf(
  passes: readonly BrowserRecord[],
  zero: number,
  thumbnail: (path: string) => string | undefined = () => undefined,
): Screenshot[] {
  return passes.map(({ journey, moment, ok, start, error, steps, screenshot }) => {
    const picture = screenshot === undefined ? undefined : thumbnail(screenshot)
    return {
      journey,
      moment,
      ok,
      at: start - zero,
      steps,
      ...(error === undefined ? {} : { error }),
      ...(screenshot === undefined ? {} : { path: screenshot }),
      ...(picture === undefined ? {} : { thumbnail: picture }),
    }
  })
}
