/** Everything the environment may say to a supervisor. It has no packages, to stay small. */
import { hostname } from 'node:os'

export interface SupervisorSettings {
  readonly replica: string
  /** The service's own port, where it says whether it is alive. */
  readonly servicePort: number
  readonly port: number
  /** Who gets the heartbeats; undefined when nobody watches. */
  readonly watchdog: string | undefined
  readonly ports: { readonly http: number; readonly tcp: number; readonly udp: number }
  readonly release: string
  /** A service that takes more is ended and started again. MiB. */
  readonly memoryLimit: number
  /** False: it only sends heartbeats, and starts nothing again. */
  readonly keeps: boolean
  /** False: which release ran before is forgotten. */
  readonly remembers: boolean
  /** False plants the weakness `heartbeat-one-socket`. */
  readonly socketPerKind: boolean
}

export function readSettings(environment: NodeJS.ProcessEnv): SupervisorSettings {
  const number = (name: string, otherwise: number): number => {
    const value = Number(environment[name] ?? otherwise)
    if (!Number.isInteger(value) || value <= 0)
      throw new Error(`${name} is no whole number above 0`)
    return value
  }
  return {
    replica: environment['REPLICA'] ?? hostname(),
    servicePort: number('PORT', 8080),
    port: number('SUPERVISOR_PORT', 9000),
    watchdog: environment['WATCHDOG'] || undefined,
    ports: {
      http: number('WATCHDOG_HTTP_PORT', 8080),
      tcp: number('WATCHDOG_TCP_PORT', 7947),
      udp: number('WATCHDOG_UDP_PORT', 7946),
    },
    release: environment['RELEASE'] ?? '1',
    memoryLimit: number('MEMORY_LIMIT_MB', 400),
    keeps: environment['SUPERVISOR'] !== 'off',
    remembers: environment['RELEASE_MEMORY'] !== 'off',
    socketPerKind: environment['HEARTBEAT_SOCKETS'] !== 'one',
  }
}
