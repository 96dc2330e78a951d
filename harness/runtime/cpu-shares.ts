/**
 * What measures must not wait for what is measured: on a busy machine the load generator and the wire
 * get this many times the processor share of any other container (the engine's default is 1024).
 */
export const measuringCpuShares = 8 * 1024
