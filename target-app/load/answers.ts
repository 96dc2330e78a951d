/** How a shopper judges what came back. */
import type { Answer } from 'aftershock'
import type { Response } from 'k6/http'

/** k6's error codes for "the request never left": no such name, and no connection. */
const neverSent = (code: number): boolean =>
  (code >= 1100 && code < 1120) || (code >= 1210 && code < 1220)

/** A write that got no clear answer may have been carried out; a read may be asked again for free. */
export function judge(response: Response, kind: 'read' | 'write'): Answer {
  const { status } = response
  if (status >= 200 && status < 300) return { outcome: 'ok', status }
  const unclear = kind === 'write' ? 'unknown' : 'fail'
  if (status === 0) {
    const { error_code: code } = response
    return { outcome: neverSent(code) ? 'fail' : unclear, status, error: String(code) }
  }
  const error = refusalCode(response) ?? `http-${status}`
  // The edge says this when it found nobody to pass the request to.
  const surelyNot = status < 500 || error === 'shop-resting'
  return { outcome: surelyNot ? 'fail' : unclear, status, error }
}

/** The `error.code` of the shop's refusals. */
function refusalCode(response: Response): string | undefined {
  try {
    const code = response.json('error.code')
    return typeof code === 'string' ? code : undefined
  } catch {
    return undefined
  }
}
