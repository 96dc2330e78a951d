/** How the dialogue lives with agents that break or hang. How long a silent one is borne is a setting. */

/** A new agent may take so long to get ready. Milliseconds. */
export const startMs = 5000
/** One that did not start is tried again after this. Milliseconds. */
export const startAgainMs = 1000
/** A question that two agents broke over is not given to a third. */
export const maxTries = 2
