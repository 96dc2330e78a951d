/**
 * The contract between the harness's k6 driver and a target's load script. A load script is a k6
 * module whose default export maps operation names to functions `(call: Call) => Answer`.
 * An operation makes one user action (normally one request) and judges its answer itself.
 */
export interface Call {
  /** Base address without a trailing slash, such as `http://127.0.0.1:8080`. */
  readonly url: string
  readonly op: string
  /** 0, 1, 2 … in order of intended start. */
  readonly seq: number
  /** Unique over the whole run: what a writing operation must store. Only `[a-z0-9.-]`. */
  readonly token: string
  /** The user's patience, as k6 writes it: `3000ms`. */
  readonly timeout: string
  /** Request id to send along, so that log lines can be joined with the history. */
  readonly requestId: string
}

export interface Answer {
  readonly outcome: 'ok' | 'degraded' | 'fail' | 'unknown'
  /** HTTP status; 0 when there was no answer. */
  readonly status: number
  /** k6's numeric error code as text, or the target's own word. Only `[A-Za-z0-9._-]`. */
  readonly error?: string
  readonly tier?: string
}
