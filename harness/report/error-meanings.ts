import { STATUS_CODES } from 'node:http'

/**
 * What k6's numeric error codes mean for a user. Codes with four digits are k6's own; see "Error codes"
 * in the k6 documentation. Codes that are not listed fall back to their class.
 */
const meanings: Readonly<Record<string, string>> = {
  '1000': 'unclassified error of the load generator',
  '1010': 'network error without a class',
  '1050': 'no answer before the user gave up',
  '1100': 'name resolution failed',
  '1101': 'no such host',
  '1110': 'address is blocked by the load generator',
  '1200': 'TCP error',
  '1201': 'connection broke while data was sent',
  '1202': 'unknown TCP error',
  '1210': 'connection could not be opened',
  '1211': 'no answer while connecting',
  '1212': 'connection refused',
  '1213': 'connecting failed for an unknown reason',
  '1220': 'connection reset by the other side',
  '1300': 'TLS error',
  '1310': 'certificate not trusted',
  '1311': 'certificate is for another name',
  '1400': 'HTTP error status 4xx',
  '1500': 'HTTP error status 5xx',
  '1600': 'HTTP/2 error',
  '1701': 'answer could not be decompressed',
}

const classes: readonly (readonly [RegExp, string])[] = [
  [/^10\d\d$/u, 'error of the load generator'],
  [/^11\d\d$/u, 'name resolution failed'],
  [/^12\d\d$/u, 'TCP error'],
  [/^13\d\d$/u, 'TLS error'],
  [/^16\d\d$/u, 'HTTP/2 error'],
]

/** What an error meant for the user: k6's code, an HTTP status, or the target's own word in quotes. */
export function meaningOf(error: string, status: number): string {
  const carriesStatus = /^1[45]\d\d$/u.exec(error)
  if (carriesStatus) return httpMeaning(Number(error) - 1000)
  const known = meanings[error] ?? classes.find(([pattern]) => pattern.test(error))?.[1]
  if (known !== undefined) return known
  if (error === '' || error === String(status)) return httpMeaning(status)
  const words = `the service said “${error}”`
  return status >= 400 ? `${words} (HTTP ${status})` : words
}

function httpMeaning(status: number): string {
  if (status === 0) return 'no answer'
  const phrase = STATUS_CODES[status]
  return phrase === undefined ? `HTTP ${status}` : `HTTP ${status}: ${phrase.toLowerCase()}`
}
