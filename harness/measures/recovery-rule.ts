/**
 * The recovery rule. An operation is back at the intended start of the first good request after
 * the fault from which on, over all requests meant to start within `stableMs`,
 *   (1) the share of good answers is at least the baseline's less a margin,
 *   (2) the 95th percentile of latency is at most `latencyFactor` times the baseline's, or below
 *       `latencyFloorShare` of the operation's own limit, and
 *   (3) the load arrived: at least `arrival` of the planned requests, and `leastRequests` of them.
 * It is confirmed at the end of that stretch and reported as its start. Every request counts by itself,
 * by its *intended* start: bins would add half their width, and end times the whole time-out.
 *
 * The rule is relative, since an absolute "99 %" is missed by a background error rate of 1 % alone. The
 * margin is 3 percentage points, or 3 σ of the baseline's own errors over one window where those are more.
 * After recovery a relapse must exceed the margin twice (hysteresis), so that background errors are none.
 *
 * Sources: B. Schroeder et al., "Open Versus Closed: A Cautionary Tale", NSDI 2006, and G. Tene, "How NOT to
 * Measure Latency" (time from the intended start); T. Hauer et al., "Meaningful Availability", NSDI 2020 (why
 * a threshold on windows needs its length stated); E. S. Page, "Continuous inspection schemes",
 * Biometrika 1954 (the cumulative sum that finds where a bad stretch began).
 */
export const recoveryRule = {
  /** Grows where a rate is so low that `leastRequests` need longer. */
  stableMs: 5000,
  margin: 0.03,
  sigmas: 3,
  latencyFactor: 2,
  /**
   * Answers faster than this share of the operation's own latency limit are never slow: where the baseline
   * takes milliseconds, twice that is the noise of a busy machine and no user's loss.
   */
  latencyFloorShare: 0.5,
  /** A 95th percentile lets this share be slower. */
  slowShare: 0.05,
  arrival: 0.95,
  leastRequests: 20,
} as const
