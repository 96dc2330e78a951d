/** How the page talks to the shop. Whatever goes wrong becomes words for people. */

const silent = 'The shop does not answer. Please try again in a moment.'
const broken = 'Something went wrong. Please try again in a moment.'

/**
 * Answers the response, or throws with words for people. `refused` says that the shop clearly said no and did
 * nothing; after all other trouble it may have done what it was asked. `afterMs` is when it wants to be asked again,
 * if it said so.
 */
export async function request(path, options = {}, patienceMs = 4000) {
  const timeOut = AbortSignal.timeout(patienceMs)
  const signal = options.signal ? AbortSignal.any([options.signal, timeOut]) : timeOut
  let response
  try {
    response = await fetch(path, { ...options, signal })
  } catch {
    throw new Error(silent)
  }
  if (response.ok) return response
  const body = await response.json().catch(() => undefined)
  const words = body?.error?.message ?? broken
  const afterMs = 1000 * Number(response.headers.get('retry-after')) || undefined
  throw Object.assign(new Error(words), { refused: response.status < 500, afterMs })
}

/** Answers the JSON body. */
export async function ask(path, options) {
  const response = await request(path, options)
  try {
    return await response.json()
  } catch {
    throw new Error(silent)
  }
}

export const send = (method, path, body, headers = {}) =>
  ask(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
