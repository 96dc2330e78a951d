/** What the process tells its caller. The one place where exit codes are named. */
export const exitCodes = {
  kept: { code: 0, means: 'every promise was kept' },
  broken: { code: 1, means: 'a promise was broken' },
  inconclusive: { code: 2, means: 'the run proves nothing, and the report says why' },
  usage: { code: 64, means: 'wrong usage, or an invalid scenario or target' },
  environment: {
    code: 69,
    means: 'something the run needs is missing (engine, image, port, disk)',
  },
  internal: { code: 70, means: 'a bug in Aftershock' },
  interrupted: { code: 130, means: 'interrupted; faults were healed first' },
} as const

export type ExitName = keyof typeof exitCodes
