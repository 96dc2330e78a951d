import type { RunHistory } from '../history/history.ts'
import { formatMs, writeRate } from '../units.ts'

/** Definitions and the constants that dominate the numbers, as label → text. */
export function methodOf({ header }: RunHistory): Readonly<Record<string, string>> {
  const operations = Object.entries(header.operations)
  const each = (write: (facts: (typeof operations)[number][1]) => string): string =>
    operations.map(([op, facts]) => `${op} ${write(facts)}`).join(', ')
  return {
    'Time zero':
      header.faults.length === 0
        ? 'the end of the baseline: this run has no fault'
        : 'the moment the first fault was seen to be in effect',
    Load: `open loop, each request has an intended start that does not wait for earlier answers: ${each(({ rate }) => writeRate(rate))}`,
    Latency:
      'from the intended start to the end of the answer, so waiting for a free connection counts',
    'Good answer': `answered within the operation’s limit, counted from the intended start: ${each(({ latencyLimitMs }) => formatMs(latencyLimitMs))}`,
    'User’s patience': `the load gives up after ${each(({ timeoutMs }) => formatMs(timeoutMs))}; such a request is unknown, since a write may have happened`,
    Resolution: `recovery cannot be told more exactly than the time between two requests: ${each(({ rate }) => (rate > 0 ? formatMs(1000 / rate) : 'no load'))}`,
    'Chart bins': 'requests are counted by intended start, never by their end',
    ...(header.without.length === 0 ? {} : { 'Switched off': header.without.join(', ') }),
    ...(header.planted.length === 0 ? {} : { 'Planted weakness': header.planted.join(', ') }),
    Versions: Object.entries(header.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  }
}
